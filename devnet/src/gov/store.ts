import { sortKey } from "../address.js";
import { plainError } from "../sdk-error.js";
import { numberKey } from "../staking/store.js";
import type { Table } from "../state.js";
import type { App, Coin } from "../types.js";
import type { Deposit, GovParams, Proposal, Vote } from "./types.js";

const SECOND = 1_000_000_000n;
const DAY = 86_400n * SECOND;
const MIN_DEPOSIT = 10_000_000n;
const EXPEDITED_MIN_DEPOSIT = 50_000_000n;

/** The SDK's, with deposits in the chain's own denom. */
function defaults(denom: string): GovParams {
  const coins = (amount: bigint): readonly Coin[] => [{ denom, amount }];
  return {
    minDeposit: coins(MIN_DEPOSIT),
    expeditedMinDeposit: coins(EXPEDITED_MIN_DEPOSIT),
    maxDepositPeriod: 2n * DAY,
    votingPeriod: 2n * DAY,
    expeditedVotingPeriod: DAY,
    quorum: "0.334",
    threshold: "0.5",
    expeditedThreshold: "0.667",
    vetoThreshold: "0.334",
    minDepositRatio: "0.01",
    burnProposalDepositPrevote: false,
    burnVoteQuorum: false,
    burnVoteVeto: true,
  };
}

/** State of x/gov. Keys sort as x/gov's do. */
export class GovStore {
  readonly params: GovParams;
  private readonly proposals: Table<Proposal>;
  private readonly counters: Table<bigint>;
  /** Ids by the end of what they wait for: of the deposit period, of the voting period. */
  private readonly inactive: Table<bigint>;
  private readonly active: Table<bigint>;
  private readonly depositTable: Table<Deposit>;
  private readonly voteTable: Table<Vote>;

  constructor(app: Pick<App, "state" | "bondDenom">, params: Partial<GovParams>) {
    const { state } = app;
    this.params = { ...defaults(app.bondDenom), ...params };
    this.proposals = state.table("gov/proposals");
    this.counters = state.table("gov/counters");
    this.inactive = state.table("gov/inactive");
    this.active = state.table("gov/active");
    this.depositTable = state.table("gov/deposits");
    this.voteTable = state.table("gov/votes");
  }

  /** Counts from 1. */
  nextId(): bigint {
    const id = (this.counters.get("proposals") ?? 0n) + 1n;
    this.counters.set("proposals", id);
    return id;
  }

  proposal(id: bigint): Proposal | undefined {
    return this.proposals.get(numberKey(id));
  }

  /** Throws an `SdkError` (undefined/1) where there is none. */
  requireProposal(id: bigint): Proposal {
    const proposal = this.proposal(id);
    if (proposal === undefined) {
      const type = "github.com/cosmos/gogoproto/cosmos.gov.v1.Proposal";
      throw plainError(`collections: not found: key '${id}' of type ${type}`);
    }
    return proposal;
  }

  allProposals(): Proposal[] {
    return [...this.proposals.range()].map(([, proposal]) => proposal);
  }

  putProposal(proposal: Proposal): void {
    this.proposals.set(numberKey(proposal.id), proposal);
  }

  deleteProposal({ id }: Proposal): void {
    this.proposals.delete(numberKey(id));
  }

  awaitDeposits({ depositEndTime, id }: Proposal): void {
    this.inactive.set(queueKey(depositEndTime, id), id);
  }

  /** Ends the wait for deposits, where it has not ended. */
  depositsCame({ depositEndTime, id }: Proposal): void {
    this.inactive.delete(queueKey(depositEndTime, id));
  }

  awaitVotes(id: bigint, end: bigint): void {
    this.active.set(queueKey(end, id), id);
  }

  /** Takes out what has waited for deposits until now. */
  dueForDeposits(now: bigint): Proposal[] {
    return this.take(this.inactive, now);
  }

  /** Takes out what was voted on until now. */
  dueForTally(now: bigint): Proposal[] {
    return this.take(this.active, now);
  }

  private take(queue: Table<bigint>, now: bigint): Proposal[] {
    const due = [...queue.range(undefined, numberKey(now + 1n))];
    for (const [key] of due) queue.delete(key);
    return due.map(([, id]) => this.requireProposal(id));
  }

  deposit(id: bigint, depositor: string): Deposit | undefined {
    return this.depositTable.get(ofAccount(id, depositor));
  }

  deposits(id: bigint): Deposit[] {
    return [...this.depositTable.prefixed(`${numberKey(id)}/`)].map(([, deposit]) => deposit);
  }

  putDeposit(deposit: Deposit): void {
    this.depositTable.set(ofAccount(deposit.proposalId, deposit.depositor), deposit);
  }

  deleteDeposit(deposit: Deposit): void {
    this.depositTable.delete(ofAccount(deposit.proposalId, deposit.depositor));
  }

  votes(id: bigint): Vote[] {
    return [...this.voteTable.prefixed(`${numberKey(id)}/`)].map(([, vote]) => vote);
  }

  putVote(vote: Vote): void {
    this.voteTable.set(ofAccount(vote.proposalId, vote.voter), vote);
  }

  deleteVotes(id: bigint): void {
    for (const [key] of this.voteTable.prefixed(`${numberKey(id)}/`)) this.voteTable.delete(key);
  }
}

function queueKey(time: bigint, id: bigint): string {
  return `${numberKey(time)}/${numberKey(id)}`;
}

/** Accounts sort by their bytes here, whatever their length. */
function ofAccount(id: bigint, address: string): string {
  return `${numberKey(id)}/${sortKey(address).slice(2)}`;
}
