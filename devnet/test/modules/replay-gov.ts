/** What x/gov adds to {@link file://./replay.ts}: its parameters and its state, as the oracle prints them. */

import { formatCoins } from "../../src/coins.js";
import type { GovParams, TallyResult } from "../../src/gov/types.js";
import type { Coin } from "../../src/types.js";
import { SECOND, type SmallChain } from "./small-chain.js";

export interface GovSetup {
  readonly MinDeposit: string;
  readonly ExpeditedMinDeposit: string;
  readonly DepositSeconds: number;
  readonly VotingSeconds: number;
  readonly ExpeditedSeconds: number;
  readonly BurnPrevote: boolean;
  readonly BurnQuorum: boolean;
}

export function readGov(setup: GovSetup, readCoins: (text: string) => readonly Coin[]): Partial<GovParams> {
  const seconds = (count: number) => BigInt(count) * SECOND;
  return {
    minDeposit: readCoins(setup.MinDeposit),
    expeditedMinDeposit: readCoins(setup.ExpeditedMinDeposit),
    maxDepositPeriod: seconds(setup.DepositSeconds),
    votingPeriod: seconds(setup.VotingSeconds),
    expeditedVotingPeriod: seconds(setup.ExpeditedSeconds),
    burnProposalDepositPrevote: setup.BurnPrevote,
    burnVoteQuorum: setup.BurnQuorum,
  };
}

const counts = ({ yes, abstain, no, noWithVeto }: TallyResult) => `${yes} ${abstain} ${no} ${noWithVeto}`;
const unix = (time: bigint | undefined) => (time === undefined ? "" : `${time / SECOND}`);

export function dumpGov({ gov }: SmallChain): unknown {
  const proposals = gov.proposals();
  return {
    proposals: proposals.map((each) => [
      `${each.id}`,
      each.status,
      counts(each.finalTally),
      counts(gov.tally(each.id)),
      formatCoins(each.totalDeposit),
      unix(each.submitTime),
      unix(each.depositEndTime),
      unix(each.votingStartTime),
      unix(each.votingEndTime),
      each.proposer,
      each.title,
      `${each.expedited}`,
      each.failedReason,
    ]),
    deposits: proposals.flatMap(({ id }) =>
      gov.deposits(id).map(({ depositor, amount }) => [`${id}`, depositor, formatCoins(amount)]),
    ),
    votes: proposals.flatMap(({ id }) =>
      gov.votes(id).map(({ voter, options }) => [`${id}`, voter, JSON.stringify(options)]),
    ),
  };
}
