import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { fromJsonBytes } from "../../src/core/bytes.js";
import { ScriptedClient } from "../../src/core/testing.js";
import { migrate, migrateMsg } from "../../src/deploy/index.js";
import * as sdk from "../../src/index.js";
import { type Documented, documented, documentedErrors } from "./readme.js";
import { type JsonSchema, type Shape, shapeOf } from "./shape.js";
import { CONTRACTS, type Contract, errorTexts, generated, rust } from "./sources.js";
import { SURFACES } from "./surface.js";

/** The wire's spelling where ours is another one. */
const SPELLING: Readonly<Record<string, string>> = {
  mesh_consumer_recieve_rewards_msg: "receive_rewards",
  withdraw_to_costumer: "withdraw_to_consumer",
  set: "set_price",
};
/** Listings that go on after a number. */
const COUNTED: ReadonlySet<string> = new Set(["unbonding", "in_flight"]);
/** Modules whose errors a contract has whole where it has that variant. */
const SHARED: Readonly<Record<string, string>> = { MigrateError: "migrate", HandshakeError: "handshake" };

/** Errors of contracts that no sender's transaction comes back with. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  // A builder refuses it before.
  "InvalidLabelError",
  "EmptyValidatorError",
  "ValidatorTooLongError",
  "InvalidKeyRangeError",
  "InvalidPubkeyError",
  "InvalidVoteError",
  "InvalidShareError",
  // At an instantiation.
  "ChainIdError",
  "RatioWithoutChainIdError",
  // Between contracts, and in answers to packets.
  "TooManyAnnouncementsError",
  "DelegationRefusedError",
  "WrongRewardsDenomError",
  "DelegationBusyError",
  "InsufficientDelegationError",
  "AboveAllowedError",
  "TooManyValidatorsError",
  "ClaimFundsError",
  "AboveDelegatedError",
  "DelegatedLocallyError",
  "OtherAmountSentError",
]);

const pascal = (name: string) => name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** `unstake`, `addConsumer`: what the SDK calls a message. */
function verbOf(message: string): string {
  const name = message.split(" ").at(-1) ?? "";
  return camel(SPELLING[name] ?? name);
}

/** Every variant by name with its fields; those of a message within a message by both names. */
function variantsOf(shape: Shape, prefix = ""): Documented[] {
  if (typeof shape === "string") return [];
  const variants = "union" in shape ? shape.union : [shape];
  return variants.flatMap((variant) => {
    if (typeof variant === "string" || !("fields" in variant)) return [];
    return Object.entries(variant.fields).flatMap(([name, { shape: inner }]) => {
      if (typeof inner !== "string" && "union" in inner) return variantsOf(inner, `${prefix}${name} `);
      return [{ name: prefix + name, fields: fieldsOf(inner) }];
    });
  });
}

function fieldsOf(shape: Shape): string[] {
  if (typeof shape === "string" || !("fields" in shape)) return [];
  return Object.entries(shape.fields).map(([name, { required }]) => (required ? name : `${name}?`));
}

const all = (schema: JsonSchema | null) => (schema === null ? [] : variantsOf(shapeOf(schema)));

/** Sets every field of that variant, and no other variant. */
function expectWhole(json: unknown, { name, fields }: Documented): void {
  let inner = json;
  for (const word of name.split(" ")) {
    expect(Object.keys(inner as object)).toEqual([word]);
    inner = Reflect.get(inner as object, word);
  }
  expect(Object.keys(inner as object).sort()).toEqual(fields.map((field) => field.replace("?", "")).sort());
}

/** Sources of a folder of the SDK, tests left out. */
function sources(folder: string): string {
  const root = fileURLToPath(new URL(`../../src/${folder}/`, import.meta.url));
  const files = readdirSync(root).filter((file) => /(?<!\.test)\.ts$/.test(file));
  return files.map((file) => readFileSync(root + file, "utf8")).join("\n");
}

/** The comment before an exported function, "" where it has none. */
function commentOf(source: string, name: string): string {
  const before = source.split(new RegExp(`^export (?:async )?function ${name}\\(`, "m"))[0] ?? "";
  return /\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n$/.exec(before)?.[0] ?? "";
}

/** Error classes that a comment says are thrown. */
function thrownBy(comment: string): string[] {
  const [, text = ""] = /@throws ([\s\S]*?)(?=\n \* @|\n \*\n|\*\/)/.exec(comment) ?? [];
  return [...text.matchAll(/\b\w+Error\b/g)].map(([name]) => name);
}

/** Texts that none of the documented ones is, whatever stands for their fields. */
function untold(texts: readonly string[], told: readonly string[]): string[] {
  return texts.filter((text) => {
    const literally = text.replace(/[\\^$.*+?()[\]|]/g, "\\$&");
    const pattern = new RegExp(`^${literally.replace(/\{[^}]*\}/g, ".+")}$`);
    return !told.some((each) => pattern.test(each));
  });
}

type Call = (...given: unknown[]) => unknown;
function callable(exports: object, name: string): Call {
  const found: unknown = Reflect.get(exports, name);
  expect(found, `${name} is missing`).toBeTypeOf("function");
  return found as Call;
}

const bodyOf = (message: unknown) => fromJsonBytes((message as { value: { msg: Uint8Array } }).value.msg);

describe.each(CONTRACTS)("%s", (contract: Contract) => {
  const { exports, schema, client: makeClient, internal, init, params } = SURFACES[contract];
  const { contract: _contract, sender: _sender, ...bound } = params;
  const wire = generated(contract);
  const source = sources(contract);
  const clientOf = (client: ScriptedClient) =>
    (makeClient as Call)({ client, contract: params.contract, sender: params.sender }) as object;
  const written = all(wire.execute);
  // What can be said both ways is said without going through another message.
  const messages = written.filter(({ name }) => !written.some((other) => name.endsWith(` ${other.name}`)));
  const isInternal = ({ name }: Documented) => internal.includes(name);

  it.each(messages)("default: $name has a builder, which can set every field", (message) => {
    const built = callable(exports, `${verbOf(message.name)}Msg`)(params) as { typeUrl: string };
    expect(built.typeUrl).toBe("/cosmwasm.wasm.v1.MsgExecuteContract");
    expectWhole(bodyOf(built), message);
    expect(schema.executeMsg.safeParse(bodyOf(built)).success).toBe(true);
  });

  it.each(messages.filter((message) => !isInternal(message)))(
    "default: $name has a sender, alone and on the client, and names its errors",
    async ({ name }) => {
      const verb = verbOf(name);
      const built = callable(exports, `${verb}Msg`)(params);
      const client = new ScriptedClient();
      await callable(exports, verb)(client, params);
      await callable(clientOf(client), verb)(bound);
      expect(client.sent.map(({ messages: sent }) => sent)).toEqual([[built], [built]]);
      expect(commentOf(source, `${verb}Msg`)).not.toContain("@internal");
      expect(commentOf(source, verb)).toMatch(/@throws as \{@link/);
      expect(thrownBy(commentOf(source, `${verb}Msg`))).not.toEqual([]);
    },
  );

  it("behavior: what only contracts send has no sender, and is marked internal", () => {
    expect(internal.filter((name) => !messages.some((message) => message.name === name))).toEqual([]);
    for (const name of internal) {
      const verb = verbOf(name);
      expect(Reflect.get(exports, verb), verb).toBeUndefined();
      expect(Reflect.get(clientOf(new ScriptedClient()), verb), verb).toBeUndefined();
      expect(commentOf(source, `${verb}Msg`), verb).toContain("@internal");
    }
  });

  it.each(all(wire.query))("default: query $name has a reader, alone and on the client", async (query) => {
    const noun = pascal(query.name.replace(/^(?:list|all)_/, ""));
    const reader = [`get${noun}`, `list${noun}`].find((each) => each in exports) ?? `get${noun}`;
    const client = new ScriptedClient({
      answer: () => {
        throw new Error("asked");
      },
    });
    const cursor = COUNTED.has(query.name) ? { startAfter: 4 } : {};
    await expect(callable(exports, reader)(client, { ...params, ...cursor })).rejects.toThrow();
    await expect(callable(clientOf(client), reader)({ ...bound, ...cursor })).rejects.toThrow();
    const [alone, ofClient] = client.queries;
    expect(ofClient).toEqual(alone);
    expect(alone?.address).toBe(params.contract);
    expectWhole(alone?.msg, query);
    expect(schema.queryMsg.safeParse(alone?.msg).success).toBe(true);
    if (!query.fields.some((field) => /^start(_after)?\?$/.test(field))) return;
    callable(exports, `iterate${noun}`);
    callable(clientOf(client), `iterate${noun}`);
  });

  it("default: instantiate has a builder, which can set every field", () => {
    const built = callable(exports, "initMsg")(init) as object;
    const fields = fieldsOf(shapeOf(wire.instantiate)).map((field) => field.replace("?", ""));
    expect(Object.keys(built).sort()).toEqual(fields.sort());
    expect(schema.instantiateMsg.safeParse(built).success).toBe(true);
    expect(thrownBy(commentOf(source, "initMsg"))).not.toEqual([]);
  });

  it("default: migrate has a builder and a sender", async () => {
    expect(wire.migrate === null ? undefined : fieldsOf(shapeOf(wire.migrate))).toEqual([]);
    const migration = { contract: String(params.contract), sender: String(params.sender), codeId: 7 };
    const client = new ScriptedClient();
    await migrate(client, migration);
    expect(client.sent.map(({ messages: sent }) => sent)).toEqual([[migrateMsg(migration)]]);
    expect(bodyOf(migrateMsg(migration))).toEqual({});
  });

  it.each(all(wire.sudo))("default: sudo $name has a builder for proposals", (message) => {
    const built = callable(exports, `${verbOf(message.name)}SudoMsg`)(params) as { typeUrl: string };
    expect(built.typeUrl).toBe("/cosmwasm.wasm.v1.MsgSudoContract");
    expectWhole(bodyOf(built), message);
    expect(schema.sudoMsg?.safeParse(bodyOf(built)).success).toBe(true);
  });

  it("behavior: the README has every message and query once with its fields, and nothing else", () => {
    const line = ({ name, fields }: Documented) => `${name} {${[...fields].sort().join(", ")}}`;
    const lone = [
      { name: "instantiate", fields: fieldsOf(shapeOf(wire.instantiate)) },
      { name: "migrate", fields: wire.migrate === null ? [] : fieldsOf(shapeOf(wire.migrate)) },
    ];
    const expected = [...lone, ...written, ...all(wire.query)].map(line);
    expect(documented(contract).map(line).sort()).toEqual(expected.sort());
  });

  it("behavior: the README has the text of every error", () => {
    const errors = rust(`${contract}/src/error.rs`);
    const shared = Object.entries(SHARED).filter(([name]) => errors.includes(`#[from] ${name}`));
    const texts = [errors, ...shared.map(([, module]) => rust(`packages/apis/src/${module}.rs`))].flatMap(errorTexts);
    expect(texts.length).toBeGreaterThan(3);
    expect(untold(texts, documentedErrors(contract))).toEqual([]);
  });
});

describe("what contracts say of coins sent along", () => {
  it("behavior: a README has every text of it", () => {
    const texts = errorTexts(rust("packages/apis/src/payment.rs"));
    expect(texts.length).toBeGreaterThan(2);
    expect(untold(texts, CONTRACTS.flatMap(documentedErrors))).toEqual([]);
  });
});

describe("what comments say is thrown", () => {
  const folders = [...CONTRACTS, "mesh", "deploy", "ibc", "core"];
  const comments = folders.flatMap((folder) => sources(folder).match(/\/\*\*(?:(?!\*\/)[\s\S])*\*\//g) ?? []);
  const thrown = new Set(comments.flatMap(thrownBy));
  const namespaces = [sdk, sdk.lockup, sdk.provider, sdk.consumer, sdk.staking, sdk.slasher, sdk.feed];
  const classes = namespaces.flatMap((each) => Object.keys(each)).filter((name) => name.endsWith("Error"));

  it("behavior: is an error that there is", () => {
    expect([...thrown].filter((name) => !classes.includes(name))).toEqual([]);
  });

  it.each(CONTRACTS.filter((contract) => contract !== "feed"))(
    "behavior: names every error of its own that %s refuses a message with",
    (contract) => {
      const own = Object.keys(SURFACES[contract].exports).filter((name) => name.endsWith("Error"));
      expect(own.length).toBeGreaterThan(2);
      expect(own.filter((name) => !thrown.has(name))).toEqual(own.filter((name) => ELSEWHERE.has(name)));
    },
  );
});
