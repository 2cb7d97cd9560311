import type { Coin, EncodeObject } from "../types.js";

export type ProposalStatus =
  | "PROPOSAL_STATUS_DEPOSIT_PERIOD"
  | "PROPOSAL_STATUS_VOTING_PERIOD"
  | "PROPOSAL_STATUS_PASSED"
  | "PROPOSAL_STATUS_REJECTED"
  | "PROPOSAL_STATUS_FAILED";

/** Stake by what it was voted for, in whole tokens. */
export interface TallyResult {
  readonly yes: bigint;
  readonly abstain: bigint;
  readonly no: bigint;
  readonly noWithVeto: bigint;
}

/** A proposal as x/gov keeps it. Times are nanoseconds. */
export interface Proposal {
  readonly id: bigint;
  readonly messages: readonly EncodeObject[];
  readonly status: ProposalStatus;
  /** Zeros until the voting period is over. */
  readonly finalTally: TallyResult;
  readonly submitTime: bigint;
  readonly depositEndTime: bigint;
  readonly totalDeposit: readonly Coin[];
  /** Left out before the deposits suffice. */
  readonly votingStartTime?: bigint;
  readonly votingEndTime?: bigint;
  readonly metadata: string;
  readonly title: string;
  readonly summary: string;
  readonly proposer: string;
  readonly expedited: boolean;
  /** Why it was rejected or failed; empty otherwise. */
  readonly failedReason: string;
}

/** 1 yes, 2 abstain, 3 no, 4 no with veto. */
export type VoteOption = 1 | 2 | 3 | 4;

export interface WeightedOption {
  readonly option: VoteOption;
  /** A decimal text; those of a vote add up to 1. */
  readonly weight: string;
}

export interface Vote {
  readonly proposalId: bigint;
  readonly voter: string;
  readonly options: readonly WeightedOption[];
  readonly metadata: string;
}

export interface Deposit {
  readonly proposalId: bigint;
  readonly depositor: string;
  readonly amount: readonly Coin[];
}

/** Parameters of x/gov. Periods are nanoseconds, shares decimal texts. */
export interface GovParams {
  readonly minDeposit: readonly Coin[];
  readonly expeditedMinDeposit: readonly Coin[];
  readonly maxDepositPeriod: bigint;
  readonly votingPeriod: bigint;
  readonly expeditedVotingPeriod: bigint;
  /** Of all bonded tokens, must vote. */
  readonly quorum: string;
  /** Of those who do not abstain, more must vote yes. */
  readonly threshold: string;
  readonly expeditedThreshold: string;
  /** Of all who vote, no more may veto. */
  readonly vetoThreshold: string;
  /** Of the least deposit, one deposit must have. */
  readonly minDepositRatio: string;
  /** Whether deposits are burned where they never sufficed, where the quorum is missed, where a veto ends it. */
  readonly burnProposalDepositPrevote: boolean;
  readonly burnVoteQuorum: boolean;
  readonly burnVoteVeto: boolean;
}
