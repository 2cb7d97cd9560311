import { describe, expect, it } from "vitest";
import { consumerEvents } from "../consumer/events.js";
import { DecodeError } from "../errors/index.js";
import { lockupEvents } from "../lockup/events.js";
import { Decimal } from "../math/decimal.js";
import { providerEvents } from "../provider/events.js";
import { slasherEvents } from "../slasher/events.js";
import { stakingEvents } from "../staking/events.js";
import type { ChainEvent } from "./client.js";
import { contractEvents } from "./contractEvents.js";
import { JUNO, OSMO } from "./testing.js";

const { validator } = JUNO;

function event(type: string, contract: string, fields: Record<string, string>): ChainEvent {
  const all = { _contract_address: contract, ...fields };
  return { type, attributes: Object.entries(all).map(([key, value]) => ({ key, value })) };
}

const GRANT = event("wasm", OSMO.lockup, {
  action: "grant_claim",
  owner: OSMO.alice,
  leinholder: OSMO.provider,
  validator,
  amount: "700",
  claim: "900",
  msg_index: "0",
});

describe("contractEvents", () => {
  it("default", () => {
    const events = [
      { type: "message", attributes: [{ key: "action", value: "bond" }] },
      event("wasm", OSMO.provider, { action: "receive_claim" }),
      GRANT,
      event("wasm-claim_reduced", OSMO.lockup, { owner: OSMO.bob }),
      event("wasm", OSMO.lockup, { method: "instantiate" }),
      event("wasm", OSMO.lockup, { note: "no action" }),
      event("execute", OSMO.lockup, { action: "bond" }),
    ];
    expect(contractEvents(events, OSMO.lockup).map(({ name }) => name)).toEqual([
      "grant_claim",
      "claim_reduced",
      "instantiate",
    ]);
  });

  it("behavior: an attribute can't reach a prototype", () => {
    const [read] = contractEvents([event("wasm", OSMO.lockup, { action: "__proto__" })], OSMO.lockup);
    expect(read?.name).toBe("__proto__");
    expect(lockupEvents([event("wasm", OSMO.lockup, { action: "toString" })], OSMO.lockup)).toEqual([]);
  });
});

describe("lockupEvents", () => {
  it("default", () => {
    const cut = event("wasm-claim_reduced_failed", OSMO.lockup, {
      owner: OSMO.alice,
      leinholder: OSMO.provider,
      amount: "70",
      error: "codespace: sdk, code: 11",
    });
    expect(lockupEvents([GRANT, cut], OSMO.lockup)).toEqual([
      { kind: "grantClaim", owner: OSMO.alice, lienholder: OSMO.provider, validator, amount: 700n, claim: 900n },
      {
        kind: "claimReducedFailed",
        owner: OSMO.alice,
        lienholder: OSMO.provider,
        amount: 70n,
        error: "codespace: sdk, code: 11",
      },
    ]);
  });
  it("behavior: a name that is given and one that is taken away", () => {
    const fields = { action: "name_lienholder", lienholder: OSMO.provider };
    const events = [event("wasm", OSMO.lockup, { ...fields, label: "Juno" }), event("wasm", OSMO.lockup, fields)];
    expect(lockupEvents(events, OSMO.lockup)).toEqual([
      { kind: "nameLienholder", lienholder: OSMO.provider, label: "Juno" },
      { kind: "nameLienholder", lienholder: OSMO.provider },
    ]);
  });
  it("error: DecodeError", () => {
    for (const amount of ["", "0x10", "-1"]) {
      const bad = event("wasm", OSMO.lockup, { action: "burn", amount, burned: "1" });
      expect(() => lockupEvents([bad], OSMO.lockup), amount).toThrow(DecodeError);
    }
  });
});

const UNSTAKE = { action: "unstake", owner: OSMO.alice, validator };

describe("providerEvents", () => {
  it("default", () => {
    const events = [
      event("wasm", OSMO.provider, { ...UNSTAKE, amount: "3", slashed: "0", release_at: "60" }),
      event("wasm", OSMO.provider, { ...UNSTAKE, amount: "0", slashed: "5" }),
      event("wasm-failed_stake", OSMO.provider, { validator, amount: "3", error: "timeout", owner: OSMO.alice }),
    ];
    expect(providerEvents(events, OSMO.provider)).toEqual([
      { kind: "unstake", owner: OSMO.alice, validator, amount: 3n, slashed: 0n, releaseAt: 60 },
      { kind: "unstake", owner: OSMO.alice, validator, amount: 0n, slashed: 5n, releaseAt: undefined },
      { kind: "stakeFailed", owner: OSMO.alice, validator, amount: 3n, error: "timeout" },
    ]);
  });
  it("behavior: what a slash and a report took, and what admins did", () => {
    const read = (fields: Record<string, string>) =>
      providerEvents([event("wasm", OSMO.provider, fields)], OSMO.provider);
    const [tenth, twentieth] = [Decimal.parse("0.1"), Decimal.parse("0.05")];
    expect(read({ action: "slash", validator, percentage: "0.1", applied: "0.05", amount: "7" })).toEqual([
      { kind: "slash", validator, ratio: tenth, applied: twentieth, amount: 7n },
    ]);
    expect(read({ action: "slash_report", validator, ratio: "0.1", applied: "0.05", amount: "7" })).toEqual([
      { kind: "slashReport", validator, ratio: tenth, applied: twentieth, amount: 7n },
    ]);
    expect(read({ action: "slash_report", validator, ratio: "0.1", applied: "0" })).toEqual([
      { kind: "slashReport", validator, ratio: tenth, applied: Decimal.ZERO },
    ]);
    expect(read({ action: "announced", channel: "channel-0", validator, amount: "7" })).toEqual([
      { kind: "announced", channelId: "channel-0", validator, amount: 7n },
    ]);
    expect(read({ action: "add_slasher", slasher: OSMO.slasher, max_percentage: "1" })).toEqual([
      { kind: "addSlasher", slasher: OSMO.slasher, maxRatio: Decimal.ONE },
    ]);
    expect(read({ action: "remove_slasher", slasher: OSMO.slasher })).toEqual([
      { kind: "removeSlasher", slasher: OSMO.slasher },
    ]);
    expect(read({ action: "sweep_unallocated", to: OSMO.bob, amount: "7", denom: "ibc/AB" })).toEqual([
      { kind: "sweepUnallocated", recipient: OSMO.bob, amount: 7n, denom: "ibc/AB" },
    ]);
  });
  it("error: DecodeError for seconds that are none", () => {
    const fields = { ...UNSTAKE, amount: "3", slashed: "0", release_at: "soon" };
    expect(() => providerEvents([event("wasm", OSMO.provider, fields)], OSMO.provider)).toThrow(DecodeError);
  });
});

describe("consumerEvents", () => {
  it("behavior: an answer about announcements of a dead channel", () => {
    const answer = { action: "announced_answer", validator };
    const events = [
      event("wasm", JUNO.consumer, { ...answer, received: "7", missed: "0" }),
      event("wasm", JUNO.consumer, answer),
      event("wasm", JUNO.consumer, { action: "question_failed", validator }),
    ];
    expect(consumerEvents(events, JUNO.consumer)).toEqual([
      { kind: "announcedAnswer", validator, received: 7n, missed: 0n },
      { kind: "announcedAnswer", validator },
      { kind: "questionFailed", validator },
    ]);
  });
});

describe("events of the consumer side", () => {
  const [half, two] = [Decimal.parse("0.5"), Decimal.parse("2")];
  const price = { action: "update_price", rate: "2", time: "60", outcome: "waiting" };
  const answered = { action: "slash_report_answer", validator, ratio: "0.5", outcome: "timed_out" };
  const amounts = { amount: "7", released: "5", to_burn: "2", claim: "1", bonded: "9" };

  it("behavior: prices, pages and reports of the consumer", () => {
    const read = (fields: Record<string, string>) =>
      consumerEvents([event("wasm", JUNO.consumer, fields)], JUNO.consumer);
    expect(read(price)).toEqual([{ kind: "updatePrice", rate: two, time: 60, outcome: "waiting" }]);
    expect(read({ action: "set_price", rate: "2" })).toEqual([{ kind: "setPrice", rate: two }]);
    expect(read({ action: "rebalance", moved: "3", finished: "false" })).toEqual([
      { kind: "rebalance", moved: 3, finished: false },
    ]);
    expect(read({ action: "validator_slashed", validator, ratio: "0.5" })).toEqual([
      { kind: "validatorSlashed", validator, ratio: half },
    ]);
    expect(read(answered)).toEqual([{ kind: "slashReportAnswer", validator, ratio: half, outcome: "timedOut" }]);
  });

  it("behavior: changes, losses and local stake of meta-staking", () => {
    const read = (fields: Record<string, string>) => stakingEvents([event("wasm", JUNO.staking, fields)], JUNO.staking);
    const [consumer, owner] = [JUNO.consumer, JUNO.carol];
    expect(read({ action: "adjust", consumer, validator, amount: "7", granted: "5" })).toEqual([
      { kind: "adjust", consumer, validator, amount: 7n, granted: 5n },
    ]);
    expect(read({ action: "change_refused", validator, reason: "too many" })).toEqual([
      { kind: "changeRefused", validator, reason: "too many" },
    ]);
    expect(read({ action: "sync_slash", validator, loss: "7" })).toEqual([{ kind: "syncSlash", validator, loss: 7n }]);
    expect(read({ action: "rebalance_finished" })).toEqual([{ kind: "rebalanceFinished" }]);
    expect(read({ action: "unstake_local", owner, validator, amount: "7" })).toEqual([
      { kind: "unstakeLocal", owner, validator, amount: 7n },
    ]);
    expect(read({ action: "sweep", to: owner, amount: "7", denom: "uatom" })).toEqual([
      { kind: "sweep", recipient: owner, amount: 7n, denom: "uatom" },
    ]);
  });

  it("behavior: what comes back to the lockup, and what is lost at home", () => {
    const read = (fields: Record<string, string>) => lockupEvents([event("wasm", OSMO.lockup, fields)], OSMO.lockup);
    expect(read({ action: "return_local", owner: OSMO.alice, ...amounts })).toEqual([
      { kind: "returnLocal", owner: OSMO.alice, amount: 7n, released: 5n, toBurn: 2n, claim: 1n, bonded: 9n },
    ]);
    expect(read({ action: "home_slashed", owner: OSMO.alice, amount: "7", claim: "1", bonded: "9" })).toEqual([
      { kind: "homeSlashed", owner: OSMO.alice, amount: 7n, claim: 1n, bonded: 9n },
    ]);
  });

  it("error: DecodeError for an outcome that is none", () => {
    for (const fields of [
      { ...price, outcome: "maybe" },
      { ...answered, outcome: "" },
      { ...price, time: "-1" },
    ]) {
      const bad = event("wasm", JUNO.consumer, fields);
      expect(() => consumerEvents([bad], JUNO.consumer), JSON.stringify(fields)).toThrow(DecodeError);
    }
  });
});

describe("slasherEvents", () => {
  it("default", () => {
    const fields = { action: "submit_evidence", validator, amount: "0.1", tombstone: "true" };
    expect(slasherEvents([event("wasm", OSMO.slasher, fields)], OSMO.slasher)).toEqual([
      { kind: "submitEvidence", validator, ratio: Decimal.parse("0.1") },
    ]);
  });
});
