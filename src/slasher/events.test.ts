import { describe, expect, it } from "vitest";
import { JUNO, OSMO } from "../core/testing.js";
import { DecodeError } from "../errors/index.js";
import { Decimal } from "../math/decimal.js";
import { slasherEvents } from "./events.js";

const { validator } = JUNO;

function read(fields: Record<string, string>) {
  const all = { _contract_address: OSMO.slasher, ...fields };
  const attributes = Object.entries(all).map(([key, value]) => ({ key, value }));
  return slasherEvents([{ type: "wasm", attributes }], OSMO.slasher);
}

const KEY = { action: "register_key", validator, pubkey: Buffer.alloc(32, 7).toString("base64"), from_height: "5" };
const VOTES = {
  action: "submit_duplicate_vote",
  validator,
  amount: "0.05",
  tombstone: "true",
  evidence_id: `duplicate-vote/${validator}/4711/0/prevote`,
  height: "4711",
  round: "0",
  vote_type: "prevote",
};

describe("slasherEvents", () => {
  it("behavior: two votes", () => {
    expect(read(VOTES)).toEqual([
      {
        kind: "submitDuplicateVote",
        validator,
        ratio: Decimal.parse("0.05"),
        evidenceId: VOTES.evidence_id,
        height: 4711,
        round: 0,
        voteType: "prevote",
      },
    ]);
  });

  it("behavior: a key, with and without ends", () => {
    const open = { kind: "registerKey", validator, pubkey: new Uint8Array(32).fill(7), fromHeight: 5 };
    expect(read(KEY)).toEqual([open]);
    expect(read({ ...KEY, to_height: "9", previous_to_height: "4" })).toEqual([
      { ...open, toHeight: 9, previousToHeight: 4 },
    ]);
  });

  it("behavior: a least height", () => {
    expect(read({ action: "set_min_height", height: "4711" })).toEqual([{ kind: "setMinHeight", height: 4711 }]);
  });

  it("error: DecodeError", () => {
    for (const fields of [
      { ...VOTES, height: "-1" },
      { ...VOTES, vote_type: "proposal" },
      { ...KEY, pubkey: "%" },
      { action: "set_min_height" },
    ]) {
      expect(() => read(fields)).toThrow(DecodeError);
    }
  });
});
