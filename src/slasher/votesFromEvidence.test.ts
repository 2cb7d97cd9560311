import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { JUNO } from "../core/testing.js";
import { DecodeError } from "../errors/index.js";
import type { VoteMsg } from "./schema.js";
import { votesFromEvidence } from "./votesFromEvidence.js";
import { submitDuplicateVoteWire } from "./wire.js";

const HASH = "C0D2".repeat(16);
const SIGNATURE = Buffer.alloc(64, 3).toString("base64");
const RAW = {
  type: 2,
  height: "4711",
  round: 1,
  block_id: { hash: HASH, parts: { total: 1, hash: HASH.toLowerCase() } },
  timestamp: "2023-11-14T22:13:20.123456789Z",
  validator_address: "50B5".repeat(10),
  validator_index: 13,
  signature: SIGNATURE,
};
const NO_BLOCK = { hash: "", parts: { total: 0, hash: "" } };

function evidence(a: object, b: object = RAW) {
  const value = { vote_a: a, vote_b: b, TotalVotingPower: "10", ValidatorPower: "1", Timestamp: RAW.timestamp };
  return { type: "tendermint/DuplicateVoteEvidence", value };
}

const timeOf = (timestamp: string) => votesFromEvidence(evidence({ ...RAW, timestamp })).voteA.timestamp;

describe("votesFromEvidence", () => {
  it("default", () => {
    const hash = new Uint8Array(Buffer.from(HASH, "hex"));
    const signed = { height: 4711, round: 1, timestamp: { seconds: 1_700_000_000, nanos: 123_456_789 } };
    const signature = new Uint8Array(64).fill(3);
    expect(votesFromEvidence(evidence(RAW, { ...RAW, type: 1, block_id: NO_BLOCK }))).toEqual({
      voteA: { type: "precommit", ...signed, blockId: { hash, partSetHeader: { total: 1, hash } }, signature },
      voteB: { type: "prevote", ...signed, signature },
    });
  });

  it.each([
    ["1970-01-01T00:00:00Z", 0, 0],
    ["2023-11-14T22:13:20.999999999Z", 1_700_000_000, 999_999_999],
    ["2023-11-14T22:13:20.000000001Z", 1_700_000_000, 1],
    ["2023-11-14T22:13:20.1Z", 1_700_000_000, 100_000_000],
    ["2020-12-30T17:15:43.3895318Z", 1_609_348_543, 389_531_800],
    ["1969-12-31T23:59:59.999999999Z", -1, 999_999_999],
    ["2024-02-29T00:00:00Z", 1_709_164_800, 0],
    ["0001-01-01T00:00:00Z", -62_135_596_800, 0],
    ["9999-12-31T23:59:59.999999999Z", 253_402_300_799, 999_999_999],
  ])("behavior: %s is exact", (text, seconds, nanos) => {
    expect(timeOf(text)).toEqual({ seconds, nanos });
  });

  it("behavior: a header of parts beside an empty hash is not a vote for no block", () => {
    const block_id = { hash: "", parts: RAW.block_id.parts };
    expect(votesFromEvidence(evidence({ ...RAW, block_id })).voteA.blockId?.hash).toHaveLength(0);
  });

  it.each([
    "",
    "2023-11-14",
    "2023-11-14T22:13:20",
    "2023-11-14T22:13:20.1234567890Z",
    "2023-11-14T22:13:20.Z",
    "2023-11-14T22:13:20+01:00",
    "2023-02-29T00:00:00Z",
    "2023-13-01T00:00:00Z",
    "2023-11-14T24:00:00Z",
    "2023-11-14T22:13:60Z",
    " 2023-11-14T22:13:20Z",
    "2023-11-14t22:13:20z",
  ])("error: DecodeError for the time %j", (text) => {
    expect(() => timeOf(text)).toThrow(DecodeError);
  });

  it.each<[path: string, change: object]>([
    ["type", { type: 32 }],
    ["type", { type: "SIGNED_MSG_TYPE_PREVOTE" }],
    ["height", { height: 4711 }],
    ["height", { height: "9007199254740992" }],
    ["height", { height: "-1" }],
    ["height", { height: "1e3" }],
    ["height", { height: "" }],
    ["round", { round: "1" }],
    ["round", { round: -1 }],
    ["block_id", { block_id: null }],
    ["block_id.hash", { block_id: { ...RAW.block_id, hash: "C0D" } }],
    ["block_id.hash", { block_id: { ...RAW.block_id, hash: "0xC0" } }],
    ["block_id.parts", { block_id: { hash: HASH, part_set_header: RAW.block_id.parts } }],
    ["block_id.parts.total", { block_id: { hash: HASH, parts: { total: "1", hash: HASH } } }],
    ["timestamp", { timestamp: 1_700_000_000 }],
    ["signature", { signature: "3" }],
    ["signature", { signature: null }],
  ])("error: DecodeError for %s", (path, change) => {
    const read = () => votesFromEvidence(evidence(RAW, { ...RAW, ...change }));
    expect(read).toThrow(DecodeError);
    expect(read).toThrow(expect.objectContaining({ path: `value.vote_b.${path}` }));
  });

  it("error: DecodeError for other things", () => {
    const other = { ...evidence(RAW), type: "tendermint/LightClientAttackEvidence" };
    for (const json of [undefined, null, "", [], {}, evidence(RAW).value, other]) {
      expect(() => votesFromEvidence(json)).toThrow(DecodeError);
    }
  });
});

interface NamedVote {
  readonly name: string;
  readonly vote: VoteMsg & { readonly block_id: VoteMsg["block_id"] | null };
}

const vectors = JSON.parse(
  readFileSync(fileURLToPath(new URL("../../contracts/slasher/testdata/votes.json", import.meta.url)), "utf8"),
) as { readonly votes: readonly NamedVote[] };
const safe = vectors.votes.filter(({ vote }) => Number.isSafeInteger(vote.height));

const hex = (base64: string) => Buffer.from(base64, "base64").toString("hex").toUpperCase();

/** A vote of the contract's test data in the words of a node. */
function raw({ type, height, round, block_id, timestamp, signature }: NamedVote["vote"]) {
  const parts = block_id?.part_set_header;
  const second = new Date(timestamp.seconds * 1000).toISOString().slice(0, 19);
  const fraction = String(timestamp.nanos).padStart(9, "0").replace(/0+$/, "");
  return {
    type: type === "prevote" ? 1 : 2,
    height: String(height),
    round,
    block_id:
      block_id === null || block_id === undefined || parts === undefined
        ? NO_BLOCK
        : { hash: hex(block_id.hash), parts: { total: parts.total, hash: hex(parts.hash) } },
    timestamp: `${second}${fraction === "" ? "" : `.${fraction}`}Z`,
    signature,
  };
}

describe("every vote that CometBFT signed for the contract's tests", () => {
  it("default", () => expect(safe.length).toBeGreaterThan(30));

  it.each(safe)("behavior: $name goes to the contract as it was signed", ({ vote }) => {
    const message = submitDuplicateVoteWire({ validator: JUNO.validator, ...votesFromEvidence(evidence(raw(vote))) });
    const { block_id, ...rest } = vote;
    expect(message).toMatchObject({ submit_duplicate_vote: {} });
    const { vote_a } = (message as { submit_duplicate_vote: { vote_a: VoteMsg } }).submit_duplicate_vote;
    expect(vote_a).toEqual(block_id === null ? rest : { ...rest, block_id });
  });
});
