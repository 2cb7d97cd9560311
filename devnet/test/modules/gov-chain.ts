import type { GovParams } from "../../src/gov/types.js";
import type { ChainEvent, EncodeObject } from "../../src/types.js";
import { account, genesisValidator, SECOND, SmallChain } from "./small-chain.js";

/** Units of stake: one token. */
export const M = 1_000_000n;
export const DEPOSIT_PERIOD = 20n;
export const VOTING_PERIOD = 30n;

/** Options by name. */
export const Option = { yes: 1, abstain: 2, no: 3, veto: 4 } as const;

/** A chain with three validators of 10, 20 and 30 tokens, where a deposit of 1,000 units brings a proposal to the vote. */
export function govChain(params: Partial<GovParams> = {}) {
  const names = ["ann", "ben", "val", "wal", "xal"];
  const on = new SmallChain({
    balances: Object.fromEntries(names.map((name) => [account(name), [{ denom: "stake", amount: 1_000n * M }]])),
    staking: {
      validators: ["val", "wal", "xal"].map((name, i) => genesisValidator(name, 10n * BigInt(i + 1) * M)),
    },
    gov: {
      minDeposit: [{ denom: "stake", amount: 1_000n }],
      expeditedMinDeposit: [{ denom: "stake", amount: 5_000n }],
      maxDepositPeriod: DEPOSIT_PERIOD * SECOND,
      votingPeriod: VOTING_PERIOD * SECOND,
      expeditedVotingPeriod: 10n * SECOND,
      ...params,
    },
  });
  on.nextBlock();
  const by = (who: string, name: string, value: object) => on.deliver(account(who), `/cosmos.gov.v1.${name}`, value);
  const coins = (amount: bigint) => (amount === 0n ? [] : [{ denom: "stake", amount: amount.toString() }]);
  return {
    on,
    submit: (messages: readonly EncodeObject[] = [], more: object = {}, deposit = 1_000n) =>
      by("ann", "MsgSubmitProposal", {
        messages,
        initialDeposit: coins(deposit),
        proposer: account("ann"),
        title: "a title",
        summary: "a summary",
        metadata: "text",
        ...more,
      }),
    deposit: (who: string, amount: bigint, proposalId: bigint | number = 1n) =>
      by(who, "MsgDeposit", { proposalId, depositor: account(who), amount: coins(amount) }),
    vote: (who: string, option: number | string, proposalId = 1n) =>
      by(who, "MsgVote", { proposalId, voter: account(who), option }),
    split: (who: string, options: readonly { readonly option: number; readonly weight: string }[]) =>
      by(who, "MsgVoteWeighted", { proposalId: 1n, voter: account(who), options }),
    /** Lets the voting period pass and its block end. */
    finish: (seconds = VOTING_PERIOD): ChainEvent[] => {
      on.nextBlock(seconds);
      return on.nextBlock(1n);
    },
    balance: (who: string) => on.bank.balance(account(who), "stake"),
  };
}
