import { describe, expect, it } from "vitest";
import { govChain, M, Option, VOTING_PERIOD } from "../../test/modules/gov-chain.js";
import { attributesOf } from "../../test/modules/messages.js";
import { account, operator, SECOND } from "../../test/modules/small-chain.js";
import type { EncodeObject } from "../types.js";

/** Messages as x/gov's account sends them. */
function messagesOf(authority: string) {
  const coins = (amount: bigint) => [{ denom: "stake", amount: amount.toString() }];
  return {
    send: (who: string, amount: bigint): EncodeObject => ({
      typeUrl: "/cosmos.bank.v1beta1.MsgSend",
      value: { fromAddress: authority, toAddress: account(who), amount: coins(amount) },
    }),
    delegate: (validator: string, amount: bigint): EncodeObject => ({
      typeUrl: "/cosmos.staking.v1beta1.MsgDelegate",
      value: {
        delegatorAddress: authority,
        validatorAddress: operator(validator),
        amount: coins(amount)[0],
      },
    }),
  };
}

function funded() {
  const chain = govChain();
  const { authority } = chain.on.gov;
  chain.on.bank.send(chain.on.ctx(), account("ben"), authority, [{ denom: "stake", amount: 10n * M }]);
  return { ...chain, ...messagesOf(authority), held: () => chain.on.bank.balance(authority, "stake") };
}

describe("GovModule.endBlock", () => {
  it("default", () => {
    const { on, submit, vote, finish, send, delegate, balance, held } = funded();
    submit([send("val", 7n), delegate("val", 4n * M)]);
    const before = balance("val");
    vote("xal", Option.yes);
    const events = finish();
    expect(on.gov.proposal(1n)).toMatchObject({ status: "PROPOSAL_STATUS_PASSED", failedReason: "" });
    expect([balance("val") - before, on.staking.delegation(on.gov.authority, operator("val"))]).toEqual([7n, 4n * M]);
    expect(held()).toBe(6n * M - 7n);
    expect(attributesOf(events, "active_proposal")).toEqual([
      { proposal_id: "1", proposal_result: "proposal_passed", proposal_log: "passed" },
    ]);
    expect(attributesOf(events, "delegate")).toHaveLength(1);
  });

  it("behavior: in the end of the first block at or after the end, not before", () => {
    const { on, submit, vote } = govChain();
    submit();
    vote("xal", Option.yes);
    const status = () => on.gov.proposal(1n)?.status;
    on.nextBlock(VOTING_PERIOD - 1n);
    on.nextBlock(1n);
    expect(status()).toBe("PROPOSAL_STATUS_VOTING_PERIOD");
    on.nextBlock();
    expect(status()).toBe("PROPOSAL_STATUS_PASSED");
  });

  it("behavior: a message that fails undoes those before it", () => {
    const { on, submit, vote, finish, send, balance, held } = funded();
    submit([send("val", 7n), send("val", 99n * M)]);
    const before = balance("val");
    vote("xal", Option.yes);
    const events = finish();
    const failedReason = "spendable balance 9999993stake is smaller than 99000000stake: insufficient funds";
    expect(on.gov.proposal(1n)).toMatchObject({ status: "PROPOSAL_STATUS_FAILED", failedReason });
    expect(attributesOf(events, "active_proposal")[0]).toEqual({
      proposal_id: "1",
      proposal_result: "proposal_failed",
      proposal_log: `passed, but msg 1 (/cosmos.bank.v1beta1.MsgSend) failed on execution: ${failedReason}`,
    });
    expect([balance("val") - before, balance("ann"), held()]).toEqual([0n, 1_000n * M, 10n * M]);
  });

  it("behavior: several end in one block, in the order of their time", () => {
    const { on, submit, vote, finish, send } = funded();
    submit([send("val", 6n * M)]);
    submit([send("val", 6n * M)]);
    for (const id of [1n, 2n]) vote("xal", Option.yes, id);
    const events = finish();
    expect(attributesOf(events, "active_proposal").map((each) => each.proposal_result)).toEqual([
      "proposal_passed",
      "proposal_failed",
    ]);
    expect(on.gov.proposals().map(({ id }) => id)).toEqual([1n, 2n]);
  });

  it("behavior: an expedited one that does not pass goes on as any other, with new votes", () => {
    const { on, submit, vote, finish, balance } = govChain();
    submit([], { expedited: true }, 5_000n);
    const start = on.time;
    vote("xal", Option.yes);
    vote("wal", Option.no);
    const events = finish(10n);
    expect(attributesOf(events, "active_proposal")[0]?.proposal_result).toBe("expedited_proposal_rejected");
    expect(on.gov.proposal(1n)).toMatchObject({
      status: "PROPOSAL_STATUS_VOTING_PERIOD",
      expedited: false,
      votingEndTime: start + VOTING_PERIOD * SECOND,
    });
    expect(on.gov.tally(1n).yes).toBe(0n);
    expect(balance("ann")).toBe(1_000n * M - 5_000n);
    vote("xal", Option.yes);
    finish();
    expect(on.gov.proposal(1n)?.status).toBe("PROPOSAL_STATUS_PASSED");
    expect(balance("ann")).toBe(1_000n * M);
  });

  it("behavior: an expedited one passes early with two thirds", () => {
    const { on, submit, vote, finish } = govChain();
    submit([], { expedited: true }, 5_000n);
    for (const who of ["xal", "wal"]) vote(who, Option.yes);
    finish(10n);
    expect(on.gov.proposal(1n)?.status).toBe("PROPOSAL_STATUS_PASSED");
  });

  it("behavior: the same calls give the same state", () => {
    const [one, two] = [1, 2].map(() => {
      const { on, submit, vote, finish, send } = funded();
      submit([send("val", 7n)]);
      vote("xal", Option.yes);
      const during = on.stateHash();
      finish();
      return [during, on.stateHash()];
    });
    expect(one).toEqual(two);
    expect(one?.[0]).not.toBe(one?.[1]);
  });
});
