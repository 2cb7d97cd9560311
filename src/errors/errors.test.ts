import { describe, expect, it } from "vitest";
import { consumerErrorFrom } from "../consumer/errors.js";
import { type ErrorMatcher, errorFrom } from "../core/index.js";
import { lockupErrorFrom } from "../lockup/errors.js";
import { providerErrorFrom } from "../provider/errors.js";
import { slasherErrorFrom } from "../slasher/errors.js";
import { stakingErrorFrom } from "../staking/errors.js";
import * as errors from "./index.js";
import { isMeshError, MeshError, PacketRejectedError } from "./index.js";

const wrapped = (text: string) => `failed to execute message; message index: 2: ${text}: execute wasm contract failed`;

/** Texts with what must be read out of them. */
const TEXTS: readonly (readonly [text: string, name: string, fields: object, matcher?: ErrorMatcher])[] = [
  ["Claim is locked, only 300 can be unbonded", "ClaimsLockedError", { free: 300n }, lockupErrorFrom],
  ["An account can have no more than 32 claims", "TooManyClaimsError", { max: 32 }, lockupErrorFrom],
  [
    "Validator was removed from valset: junovaloper1x",
    "ValidatorRemovedError",
    { validator: "junovaloper1x" },
    providerErrorFrom,
  ],
  [
    "No staked tokens for this validator: junovaloper1x",
    "NoStakeError",
    { validator: "junovaloper1x" },
    providerErrorFrom,
  ],
  ["More than 32 items are unsettled, send settle first", "SettleFirstError", { max: 32 }, providerErrorFrom],
  ["Balance is too low: 9 > 4", "RewardsBalanceError", { rewards: 9n, balance: 4n }, providerErrorFrom],
  [
    "Rewards are in 'ujuno', got 'ustars'",
    "WrongRewardsDenomError",
    { expected: "ujuno", got: "ustars" },
    consumerErrorFrom,
  ],
  [
    "Consumer still has rewards to be paid from validator: junovaloper1x",
    "ConsumerHasRewardsError",
    { validator: "junovaloper1x" },
    stakingErrorFrom,
  ],
  [
    "Evidence was already submitted: block: 5, vote 7",
    "DuplicateEvidenceError",
    { evidenceId: "block: 5, vote 7" },
    slasherErrorFrom,
  ],
  ["Validator was never registered: junovaloper1x", "UnknownValidatorError", { validator: "junovaloper1x" }],
  ["Insufficient stake to withdraw this", "InsufficientStakeError", { staked: undefined }],
  ["Insufficient stake to withdraw this, only 5 on junovaloper1x", "InsufficientStakeError", { staked: 5n }],
  ["Must send reserve token 'uosmo'", "MissingFundsError", { denom: "uosmo" }],
  ["Contract already has a bound channel: channel-3", "ChannelAlreadyBoundError", { channel: "channel-3" }],
  [
    "Unauthorized counterparty chain, awaiting connection 'connection-0'",
    "WrongConnectionError",
    { expected: "connection-0" },
  ],
  ["Unauthorized", "UnauthorizedError", {}],
];

describe("errorFrom", () => {
  const cases = TEXTS.map(([text, name, fields, matcher]) => ({ text, name, fields, matcher }));
  it.each(cases)("default: $text", ({ text, name, fields, matcher }) => {
    const error = errorFrom({ log: wrapped(text) }, matcher === undefined ? [] : [matcher]);
    expect(error).toMatchObject({ name, log: wrapped(text), messageIndex: 2, ...fields });
  });
});

describe("MeshError", () => {
  const ids = {
    sourcePort: "a",
    sourceChannel: "b",
    destinationPort: "c",
    destinationChannel: "d",
    sequence: 2n ** 63n,
  };

  it("default", () => {
    const error = new PacketRejectedError(ids, "no", "AB", 7);
    expect(error).toBeInstanceOf(MeshError);
    expect(error).toBeInstanceOf(Error);
    expect(error.shortMessage).toBe("Packet 9223372036854775808 on b (a) was refused: no");
    expect(error.docsPath).toBe("docs/errors.md#packetrejectederror");
  });

  it("behavior: what is logged is JSON, bigints as texts", () => {
    const logged = JSON.parse(JSON.stringify(new PacketRejectedError(ids, "no", "AB", 7).toJson()));
    expect(logged).toMatchObject({ name: "PacketRejectedError", sequence: "9223372036854775808", reason: "no" });
  });

  it("behavior: each class has its own name, which is the export's", () => {
    const classes = Object.entries(errors).filter(([name]) => name.endsWith("Error"));
    expect(classes.length).toBeGreaterThan(40);
    const failure = { log: "x" };
    for (const [name, value] of classes) {
      if (name === "MeshError" || name === "TxFailedError" || name === "isMeshError") continue;
      const made = Reflect.construct(value as new (...args: unknown[]) => Error, [
        name.startsWith("Packet") ? ids : failure,
        name === "UnknownLinkError" ? ["juno-1"] : 1n,
        2n,
      ]);
      expect(made.name).toBe(name);
      expect(isMeshError(made, name)).toBe(true);
    }
  });
});

describe("ValidatorTombstonedError", () => {
  it("default: provider and slasher refuse in the same words", () => {
    const log =
      "failed to execute message; message index: 0: Validator was tombstoned: junovaloper1abc: execute failed";
    expect(errorFrom({ log })).toMatchObject({ name: "ValidatorTombstonedError", validator: "junovaloper1abc", log });
  });
});

describe("ClientNotActiveError", () => {
  it("default: ibc-go's refusal to send over a client that is not active", () => {
    const text = "cannot send packet using client (07-tendermint-3) with status Expired: client state is not active";
    const log = `failed to execute message; message index: 0: dispatch: submessages: dispatch: submessages: ${text}`;
    expect(errorFrom({ log, codespace: "client", code: 29 })).toMatchObject({
      name: "ClientNotActiveError",
      clientId: "07-tendermint-3",
      status: "Expired",
      log,
    });
  });
});

describe("isMeshError", () => {
  it("default", () => {
    const error = errorFrom({ log: "Unauthorized" });
    expect(isMeshError(error)).toBe(true);
    expect(isMeshError(error, "NoFundsError")).toBe(false);
  });
  it("behavior: knows an error of another copy of the package, and nothing else", () => {
    const other = Object.assign(new Error("x"), { name: "ClaimsLockedError", shortMessage: "x", docsPath: "y" });
    expect(isMeshError(other, "ClaimsLockedError")).toBe(true);
    for (const none of [new Error("x"), null, undefined, "ClaimsLockedError", { name: "ClaimsLockedError" }]) {
      expect(isMeshError(none)).toBe(false);
    }
  });
});
