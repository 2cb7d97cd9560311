import { describe, expect, it } from "vitest";
import { DEPOSIT_PERIOD, govChain, M, VOTING_PERIOD } from "../../test/modules/gov-chain.js";
import { attributesOf, errorOf } from "../../test/modules/messages.js";
import { account, SECOND } from "../../test/modules/small-chain.js";

describe("MsgSubmitProposal", () => {
  it("default", () => {
    const { on, submit, balance } = govChain();
    const { events, result } = submit([], {}, 10n);
    expect(result.response).toEqual({ proposalId: 1n });
    expect([...result.data]).toEqual([8, 1]);
    expect(events.map(({ type }) => type)).toEqual([
      "submit_proposal",
      "coin_spent",
      "coin_received",
      "transfer",
      "message",
      "proposal_deposit",
    ]);
    expect(on.gov.proposal(1n)).toMatchObject({
      status: "PROPOSAL_STATUS_DEPOSIT_PERIOD",
      submitTime: on.time,
      depositEndTime: on.time + DEPOSIT_PERIOD * SECOND,
      totalDeposit: [{ denom: "stake", amount: 10n }],
      proposer: account("ann"),
      title: "a title",
      summary: "a summary",
      metadata: "text",
    });
    expect([balance("ann"), on.bank.balance(on.gov.authority, "stake")]).toEqual([1_000n * M - 10n, 10n]);
  });

  it("behavior: begins the vote where its deposit suffices", () => {
    const { on, submit } = govChain();
    const { events } = submit();
    expect(attributesOf(events, "submit_proposal")[1]).toEqual({ voting_period_start: "1" });
    expect(on.gov.proposal(1n)).toMatchObject({
      status: "PROPOSAL_STATUS_VOTING_PERIOD",
      votingStartTime: on.time,
      votingEndTime: on.time + VOTING_PERIOD * SECOND,
    });
  });

  const send = (fromAddress: string, amount = "1") => ({
    typeUrl: "/cosmos.bank.v1beta1.MsgSend",
    value: { fromAddress, toAddress: account("ben"), amount: [{ denom: "stake", amount }] },
  });

  it("behavior: a refused one leaves nothing", () => {
    const { on, submit } = govChain();
    const before = on.stateHash();
    errorOf(() => submit([send(account("ann"))]));
    errorOf(() => submit([], {}, 5_000n * M));
    expect(on.stateHash()).toBe(before);
  });

  it("error: SdkError", () => {
    const { on, submit } = govChain();
    const none = { typeUrl: "/a.b.MsgC", value: {} };
    const cases = [
      [() => submit([], { title: "" }), "sdk", 18],
      [() => submit([], { summary: "" }), "sdk", 18],
      [() => submit([], { metadata: "" }), "gov", 11],
      [() => submit([], { metadata: '{"title":"another"}' }), "gov", 5],
      [() => submit([], { metadata: "m".repeat(256) }), "gov", 15],
      [() => submit([], { summary: "s".repeat(10_201) }), "gov", 22],
      [() => submit([], { proposer: account("ben") }), "sdk", 4],
      [() => submit([none]), "gov", 10],
      [() => submit([send(account("ann"))]), "gov", 13],
      [() => submit([send("x")]), "undefined", 1],
      [() => submit([{ typeUrl: "/cosmos.bank.v1beta1.MsgSend", value: Uint8Array.of(7) }]), "sdk", 2],
      [() => submit([{ typeUrl: "/cosmos.bank.v1beta1.MsgSend", value: null }]), "sdk", 2],
      [() => submit([], {}, 9n), "gov", 16],
      [() => submit([], { initialDeposit: [{ denom: "atom", amount: "1000" }] }), "gov", 23],
      [() => submit([], { initialDeposit: [{ denom: "stake", amount: "-1" }] }), "sdk", 10],
      [() => submit([], {}, 5_000n * M), "sdk", 5],
    ] as const;
    for (const [body, codespace, code] of cases) expect(errorOf(body)).toMatchObject({ codespace, code });
    expect(on.gov.proposals()).toEqual([]);
  });
});

describe("MsgDeposit", () => {
  it("default", () => {
    const { on, submit, deposit } = govChain();
    submit([], {}, 10n);
    deposit("ben", 500n);
    deposit("ben", 489n);
    expect(on.gov.proposal(1n)?.status).toBe("PROPOSAL_STATUS_DEPOSIT_PERIOD");
    const { events } = deposit("ann", 10n);
    expect(attributesOf(events, "proposal_deposit")).toEqual([
      { depositor: account("ann"), amount: "10stake", proposal_id: "1" },
      { voting_period_start: "1" },
    ]);
    expect(on.gov.proposal(1n)?.status).toBe("PROPOSAL_STATUS_VOTING_PERIOD");
    const amounts = Object.fromEntries(on.gov.deposits(1n).map((each) => [each.depositor, each.amount[0]?.amount]));
    expect(amounts).toEqual({ [account("ann")]: 20n, [account("ben")]: 989n });
  });

  it("behavior: also while it is voted on, and goes back in the end", () => {
    const { on, submit, deposit, finish, balance } = govChain();
    submit();
    deposit("ben", 77n, 1);
    finish();
    expect([balance("ann"), balance("ben")]).toEqual([1_000n * M, 1_000n * M]);
    expect(on.gov.deposits(1n)).toEqual([]);
  });

  it("behavior: too few of them, and the proposal is dropped", () => {
    for (const burnProposalDepositPrevote of [false, true]) {
      const { on, submit, finish, balance } = govChain({ burnProposalDepositPrevote });
      const supply = on.bank.supply("stake");
      submit([], {}, 999n);
      const events = finish(DEPOSIT_PERIOD);
      expect(attributesOf(events, "inactive_proposal")).toEqual([
        { proposal_id: "1", proposal_result: "proposal_dropped" },
      ]);
      expect(on.gov.proposal(1n)).toBeUndefined();
      const lost = burnProposalDepositPrevote ? 999n : 0n;
      expect([balance("ann"), supply - on.bank.supply("stake")]).toEqual([1_000n * M - lost, lost]);
    }
  });

  it("error: SdkError", () => {
    const { submit, deposit, finish } = govChain();
    expect(errorOf(() => deposit("ben", 10n)).message).toBe(
      "collections: not found: key '1' of type github.com/cosmos/gogoproto/cosmos.gov.v1.Proposal",
    );
    submit();
    expect(errorOf(() => deposit("ben", 9n))).toMatchObject({ codespace: "gov", code: 16 });
    expect(errorOf(() => deposit("ben", 0n))).toMatchObject({ codespace: "sdk", code: 10 });
    finish();
    expect(errorOf(() => deposit("ben", 10n))).toMatchObject({ codespace: "gov", code: 3 });
  });
});
