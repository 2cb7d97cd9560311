import {
  ContractOverflowError,
  consumer,
  errorFrom,
  lockup,
  provider,
  slasher,
  staking,
  UnknownChainError,
} from "mesh-security-sdk";
import { describe, expect, it } from "vitest";
import { CONTRACTS, errorTexts, rust, sourceOf } from "./sources.js";

const MATCHERS = {
  lockup: lockup.lockupErrorFrom,
  provider: provider.providerErrorFrom,
  consumer: consumer.consumerErrorFrom,
  staking: staking.stakingErrorFrom,
  slasher: slasher.slasherErrorFrom,
} as const;

/** What stands for a variant's field in its text: words that fit wherever a number, an id or a text may stand. */
const SAMPLE = "7";

const textsOf = (source: string) => errorTexts(source).map((text) => text.replace(/\{[a-z_0-9]*\}/g, SAMPLE));

const wrapped = (text: string) =>
  `failed to execute message; message index: 0: dispatch: submessages: ${text}: execute wasm contract failed`;

/** Contracts that refuse in words of their own. */
const SPEAKING = Object.keys(MATCHERS) as (keyof typeof MATCHERS)[];

describe.each(SPEAKING)("every #[error] of %s", (contract) => {
  const texts = textsOf(rust(`${contract}/src/error.rs`));

  it("default", () => {
    expect(texts.length).toBeGreaterThan(3);
    for (const text of texts) {
      const error = errorFrom({ log: wrapped(text) }, [MATCHERS[contract]]);
      expect(error, text).not.toBeInstanceOf(UnknownChainError);
      expect(error.log).toBe(wrapped(text));
    }
  });

  it("behavior: no two texts of the contract's own become one class", () => {
    const names = texts.flatMap((text) => MATCHERS[contract]({ log: wrapped(text) })?.name ?? []);
    expect(names).toEqual([...new Set(names)]);
  });

  it("behavior: every class of its own stands for a text that is there", () => {
    const own = Object.entries({ lockup, provider, consumer, staking, slasher }[contract])
      .filter(([name, value]) => name.endsWith("Error") && typeof value === "function")
      .map(([name]) => name);
    const found = texts.map((text) => MATCHERS[contract]({ log: wrapped(text) })?.name);
    for (const name of own) expect(found, name).toContain(name);
  });
});

describe.each(["payment", "handshake", "migrate"])("every #[error] of what all contracts share: %s", (module) => {
  it("default", () => {
    const texts = textsOf(rust(`packages/apis/src/${module}.rs`));
    expect(texts.length).toBeGreaterThan(2);
    for (const text of texts) expect(errorFrom({ log: wrapped(text) }), text).not.toBeInstanceOf(UnknownChainError);
  });
});

describe("every error of the standard library's numbers", () => {
  it("default", () => {
    for (const text of [
      "Cannot Sub with given operands",
      "Cannot Add with 1 and 2",
      "Cannot divide 5 by zero",
      "Cannot devide 5 by zero",
    ]) {
      expect(errorFrom({ log: wrapped(text) }), text).toBeInstanceOf(ContractOverflowError);
    }
  });
});

describe("texts that contracts return without a variant", () => {
  it("behavior: none has a literal #[error] outside error.rs", () => {
    for (const contract of CONTRACTS) {
      const all = textsOf(sourceOf(contract)).length;
      expect(all, contract).toBe(textsOf(rust(`${contract}/src/error.rs`)).length);
    }
  });
});
