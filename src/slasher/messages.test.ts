import { describe, expect, it } from "vitest";
import { fromUtf8 } from "../core/bytes.js";
import { describeVerb, JUNO, OSMO, REFUSED } from "../core/testing.js";
import { InvalidAddressError, InvalidArgumentError, InvalidRatioError } from "../errors/index.js";
import { Decimal } from "../math/decimal.js";
import { initMsg } from "./init.js";
import { registerKey, registerKeyMsg } from "./registerKey.js";
import { executeMsg, instantiateMsg } from "./schema.js";
import { setMinHeight, setMinHeightMsg } from "./setMinHeight.js";
import { submitDuplicateVote, submitDuplicateVoteMsg, type Vote } from "./submitDuplicateVote.js";
import { submitEvidence, submitEvidenceMsg } from "./submitEvidence.js";

const call = { contract: OSMO.slasher, sender: OSMO.alice };
const { validator } = JUNO;

describe("initMsg", () => {
  it("default", () => {
    expect(initMsg({ owner: OSMO.alice })).toEqual({ owner: OSMO.alice });
  });
  it("behavior: optional fields are sent where they are set", () => {
    const slashRatio = Decimal.parse("0.1");
    const optional = { unbondingPeriod: 60, chainId: "juno-1", slashRatio, slashee: OSMO.provider };
    const message = initMsg({ owner: OSMO.alice, ...optional });
    expect(message).toEqual({
      owner: OSMO.alice,
      unbonding_period: 60,
      chain_id: "juno-1",
      slash_ratio: "0.1",
      slashee: OSMO.provider,
    });
    expect(instantiateMsg.safeParse(message).success).toBe(true);
  });
  it("behavior: a chain id is measured in bytes", () => {
    const chainId = "ä".repeat(25);
    expect(initMsg({ owner: OSMO.alice, chainId })).toEqual({ owner: OSMO.alice, chain_id: chainId });
    expect(() => initMsg({ owner: OSMO.alice, chainId: `${chainId}-` })).toThrow(InvalidArgumentError);
  });
  it("error: InvalidAddressError", () => {
    expect(() => initMsg({ owner: validator })).toThrow(InvalidAddressError);
    expect(() => initMsg({ owner: OSMO.alice, slashee: JUNO.consumer })).toThrow(InvalidAddressError);
  });
  it("error: InvalidArgumentError", () => {
    expect(() => initMsg({ owner: OSMO.alice, unbondingPeriod: 0 })).toThrow(InvalidArgumentError);
    expect(() => initMsg({ owner: OSMO.alice, chainId: "" })).toThrow(InvalidArgumentError);
  });
  it("error: InvalidArgumentError for a ratio without a chain id", () => {
    expect(() => initMsg({ owner: OSMO.alice, slashRatio: Decimal.ONE })).toThrow(InvalidArgumentError);
  });
  it("error: InvalidRatioError", () => {
    const params = { owner: OSMO.alice, chainId: "juno-1" };
    expect(() => initMsg({ ...params, slashRatio: Decimal.ZERO })).toThrow(InvalidRatioError);
  });
});

describeVerb("submitEvidence", {
  build: submitEvidenceMsg,
  send: submitEvidence,
  schema: executeMsg,
  params: { ...call, validator, ratio: Decimal.parse("0.1"), evidenceId: "A1", tombstone: true },
  json: { submit_evidence: { validator, amount: "0.1", evidence_id: "A1", tombstone: true } },
  refused: { validator: REFUSED.validator, ratio: REFUSED.ratio, evidenceId: REFUSED.text },
});

describe("submitEvidenceMsg", () => {
  it("behavior: without what is new it is the prototype's message", () => {
    const message = submitEvidenceMsg({ ...call, validator, ratio: Decimal.ONE });
    expect(fromUtf8(message.value.msg)).toBe(`{"submit_evidence":{"validator":"${validator}","amount":"1"}}`);
  });
});

const bytes = (length: number, fill: number) => new Uint8Array(length).fill(fill);
const base64 = (length: number, fill: number) => Buffer.alloc(length, fill).toString("base64");

const BAD_HEIGHTS = [[0, -1, 1.5, 2 ** 53, Number.NaN, "5", null, 5n], InvalidArgumentError] as const;
const BAD_BYTES = [[undefined, null, bytes(31, 1), bytes(33, 1), base64(32, 1)], InvalidArgumentError] as const;

describeVerb("registerKey", {
  build: registerKeyMsg,
  send: registerKey,
  schema: executeMsg,
  params: { ...call, validator, pubkey: bytes(32, 7), fromHeight: 5, toHeight: 5 },
  json: { register_key: { validator, pubkey: base64(32, 7), from_height: 5, to_height: 5 } },
  refused: {
    validator: REFUSED.validator,
    pubkey: BAD_BYTES,
    fromHeight: BAD_HEIGHTS,
    toHeight: [[...BAD_HEIGHTS[0], 4], InvalidArgumentError],
  },
});

describe("registerKeyMsg", () => {
  it("behavior: an open range has no end in the message", () => {
    const message = registerKeyMsg({ ...call, validator, pubkey: bytes(32, 7), fromHeight: 1 });
    expect(fromUtf8(message.value.msg)).toBe(
      `{"register_key":{"validator":"${validator}","pubkey":"${base64(32, 7)}","from_height":1}}`,
    );
  });
});

describeVerb("setMinHeight", {
  build: setMinHeightMsg,
  send: setMinHeight,
  schema: executeMsg,
  params: { ...call, height: Number.MAX_SAFE_INTEGER },
  json: { set_min_height: { height: 9007199254740991 } },
  refused: { height: BAD_HEIGHTS },
});

const timestamp = { seconds: 1_700_000_000, nanos: 123_456_789 };
const voteB: Vote = { type: "precommit", height: 9, round: 0, timestamp, signature: bytes(64, 4) };
const blockId = { hash: bytes(32, 1), partSetHeader: { total: 3, hash: bytes(32, 2) } };
const voteA: Vote = { ...voteB, blockId, signature: bytes(64, 3) };

describeVerb("submitDuplicateVote", {
  build: submitDuplicateVoteMsg,
  send: submitDuplicateVote,
  schema: executeMsg,
  params: { ...call, validator, voteA, voteB },
  json: {
    submit_duplicate_vote: {
      validator,
      vote_a: {
        type: "precommit",
        height: 9,
        round: 0,
        block_id: { hash: base64(32, 1), part_set_header: { total: 3, hash: base64(32, 2) } },
        timestamp,
        signature: base64(64, 3),
      },
      vote_b: { type: "precommit", height: 9, round: 0, timestamp, signature: base64(64, 4) },
    },
  },
  refused: { validator: REFUSED.validator },
});

describe("submitDuplicateVoteMsg", () => {
  const build = (vote: Vote) => () => submitDuplicateVoteMsg({ ...call, validator, voteA: vote, voteB });
  const parts = blockId.partSetHeader;
  const time = (seconds: number, nanos: number) => ({ ...voteA, timestamp: { seconds, nanos } });

  it("behavior: the first and the last moment that can be signed", () => {
    expect(build(time(-62_135_596_800, 0))).not.toThrow();
    expect(build(time(253_402_300_799, 999_999_999))).not.toThrow();
  });

  it.each<[argument: string, vote: Vote]>([
    ["voteA.type", { ...voteA, type: "proposal" as "prevote" }],
    ["voteA.height", { ...voteA, height: 0 }],
    ["voteA.height", { ...voteA, height: 2 ** 53 }],
    ["voteA.round", { ...voteA, round: -1 }],
    ["voteA.round", { ...voteA, round: 2 ** 31 }],
    ["voteA.blockId.hash", { ...voteA, blockId: { ...blockId, hash: bytes(20, 1) } }],
    ["voteA.blockId.partSetHeader.total", { ...voteA, blockId: { ...blockId, partSetHeader: { ...parts, total: 0 } } }],
    [
      "voteA.blockId.partSetHeader.hash",
      { ...voteA, blockId: { ...blockId, partSetHeader: { ...parts, hash: bytes(0, 1) } } },
    ],
    ["voteA.timestamp.seconds", time(-62_135_596_801, 0)],
    ["voteA.timestamp.seconds", time(253_402_300_800, 0)],
    ["voteA.timestamp.nanos", time(0, 1_000_000_000)],
    ["voteA.timestamp.nanos", time(0, -1)],
    ["voteA.signature", { ...voteA, signature: bytes(63, 3) }],
  ])("error: InvalidArgumentError for %s", (argument, vote) => {
    expect(build(vote)).toThrow(InvalidArgumentError);
    expect(build(vote)).toThrow(expect.objectContaining({ argument }));
  });

  it("error: InvalidArgumentError names the second vote", () => {
    const build = () => submitDuplicateVoteMsg({ ...call, validator, voteA, voteB: { ...voteB, round: 1.5 } });
    expect(build).toThrow(expect.objectContaining({ name: "InvalidArgumentError", argument: "voteB.round" }));
  });
});
