/** Counts stake. Mirrors `Tally` of x/gov's keeper. */

import { decodeAddress, encodeAddress } from "../address.js";
import { add, type Dec, fromInt, mul, parseDec, quo, sub, truncate } from "../decimal.js";
import type { StakingModule } from "../staking/module.js";
import { tokensFromShares } from "../staking/shares.js";
import type { Validator } from "../staking/types.js";
import type { App } from "../types.js";
import type { GovStore } from "./store.js";
import type { Proposal, TallyResult, WeightedOption } from "./types.js";

/** What comes of a proposal, and whether its deposits are burned. */
export interface Outcome {
  readonly passes: boolean;
  readonly burns: boolean;
  readonly tally: TallyResult;
}

/** A bonded validator, and what its delegators have not decided themselves. */
interface Candidate {
  readonly validator: Validator;
  deducted: Dec;
  vote: readonly WeightedOption[];
}

/** Power by option; all of it under 0. */
class Count {
  private readonly powers: Dec[] = [0n, 0n, 0n, 0n, 0n];

  of(option: number): Dec {
    return this.powers[option] ?? 0n;
  }

  add(power: Dec, options: readonly WeightedOption[]): void {
    for (const { option, weight } of options) {
      this.powers[option] = add(this.of(option), mul(power, parseDec(weight)));
    }
    this.powers[0] = add(this.of(0), power);
  }
}

/**
 * Who votes decides for all he has delegated to bonded validators; a validator that votes decides for what its
 * delegators did not. Changes nothing.
 */
export function tally(store: GovStore, app: Pick<App, "prefix">, staking: StakingModule, proposal: Proposal): Outcome {
  const count = countVotes(store, app.prefix, staking, proposal.id);
  const [yes, abstain, no, noWithVeto] = [1, 2, 3, 4].map((option) => count.of(option)) as [Dec, Dec, Dec, Dec];
  const result = {
    yes: truncate(yes),
    abstain: truncate(abstain),
    no: truncate(no),
    noWithVeto: truncate(noWithVeto),
  };
  const ends = (passes: boolean, burns: boolean): Outcome => ({ passes, burns, tally: result });
  const { params } = store;
  const bonded = staking.totalBonded();
  const all = count.of(0);
  if (bonded === 0n) return ends(false, false);
  if (quo(all, fromInt(bonded)) < parseDec(params.quorum)) return ends(false, params.burnVoteQuorum);
  const decided = sub(all, abstain);
  if (decided === 0n) return ends(false, false);
  if (quo(noWithVeto, all) > parseDec(params.vetoThreshold)) return ends(false, params.burnVoteVeto);
  const threshold = proposal.expedited ? params.expeditedThreshold : params.threshold;
  return ends(quo(yes, decided) > parseDec(threshold), false);
}

function countVotes(store: GovStore, prefix: string, staking: StakingModule, id: bigint): Count {
  const count = new Count();
  const candidates = new Map<string, Candidate>(
    staking.bondedValidators().map((validator) => [validator.operator, { validator, deducted: 0n, vote: [] }]),
  );
  for (const { voter, options } of store.votes(id)) {
    const own = candidates.get(encodeAddress(`${prefix}valoper`, decodeAddress(prefix, voter)));
    if (own !== undefined) own.vote = options;
    for (const { validator: operator, shares } of staking.store.delegationsOf(voter)) {
      const candidate = candidates.get(operator);
      if (candidate === undefined) continue;
      candidate.deducted = add(candidate.deducted, shares);
      count.add(tokensFromShares(candidate.validator, shares), options);
    }
  }
  for (const { validator, deducted, vote } of candidates.values()) {
    if (vote.length > 0) count.add(tokensFromShares(validator, sub(validator.delegatorShares, deducted)), vote);
  }
  return count;
}
