import { describe, expect, it } from "vitest";
import { JUNO } from "../core/testing.js";
import { slasherErrorFrom } from "./errors.js";

const { validator } = JUNO;
const wrapped = (text: string) => `failed to execute message; message index: 0: ${text}: execute wasm contract failed`;

describe("slasherErrorFrom", () => {
  it.each<[text: string, name: string, fields: object]>([
    ["Validator must not be empty", "EmptyValidatorError", {}],
    ["Validator must have at most 128 bytes", "ValidatorTooLongError", { max: 128 }],
    ["Evidence id must have 1 to 256 bytes", "EvidenceIdError", { max: 256 }],
    [
      "Evidence ids that begin with 'duplicate-vote/' are kept for votes",
      "ReservedEvidenceIdError",
      { prefix: "duplicate-vote/" },
    ],
    ["Evidence was already submitted: a: b", "DuplicateEvidenceError", { evidenceId: "a: b" }],
    ["Chain id must have 1 to 50 bytes", "ChainIdError", { max: 50 }],
    ["A slash ratio for votes needs a chain id", "RatioWithoutChainIdError", {}],
    ["Public key must have 32 bytes", "InvalidPubkeyError", { length: 32 }],
    ["Anyone can sign for this public key", "WeakPubkeyError", {}],
    [`Public key belongs to another validator: ${validator}`, "ForeignPubkeyError", { validator }],
    ["Key range must begin at 1 or later and must not end before it begins", "InvalidKeyRangeError", {}],
    ["Key range overlaps the one that begins at height 4711", "KeyOverlapError", { fromHeight: 4711 }],
    ["A validator can have no more than 100 key ranges", "TooManyKeysError", { max: 100 }],
    ["The least height can only be raised, it is 4711", "MinHeightNotRaisedError", { minHeight: 4711 }],
    ["This slasher has no chain id and takes no votes", "VotesNotTakenError", {}],
    ["Vote a has an invalid block_id", "InvalidVoteError", { vote: "a", field: "block_id" }],
    ["Votes don't have the same round", "DifferentVotesError", { field: "round" }],
    ["Votes are for the same block id", "SameBlockIdError", {}],
    ["Votes at height 5 are below the least height 4711", "HeightTooLowError", { voteHeight: 5, minHeight: 4711 }],
    [`No key of validator ${validator} is registered for height 4711`, "NoKeyError", { validator, voteHeight: 4711 }],
    ["Vote b is not signed by the validator's key", "WrongSignatureError", { vote: "b" }],
  ])("default: %s", (text, name, fields) => {
    const error = slasherErrorFrom({ log: wrapped(text) });
    expect(error?.name).toBe(name);
    expect(error).toMatchObject(fields);
  });

  it("behavior: undefined for other texts", () => {
    expect(slasherErrorFrom({ log: wrapped("Unauthorized") })).toBeUndefined();
  });
});
