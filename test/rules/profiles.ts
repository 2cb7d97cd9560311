import type { OperationKind } from "./operations.js";

type Weights = Readonly<Record<OperationKind, number>>;

/** What a run is like. */
export interface Profile {
  readonly weights: Weights;
  /** Most stakes are one owner's, in small parts. */
  readonly crowded?: boolean;
}

const USUAL: Weights = {
  bond: 9,
  unbond: 4,
  crossStake: 22,
  unstake: 12,
  release: 5,
  claim: 4,
  collect: 6,
  evidence: 4,
  processSlashes: 6,
  settle: 4,
  resend: 4,
  credit: 2,
  retryRewards: 3,
  rebalance: 5,
  syncSlash: 1,
  refreshValidators: 1,
  syncValidators: 1,
  jail: 0.15,
  closeChannel: 0,
  openChannel: 0,
  burn: 1,
  relayAll: 12,
  clearFaults: 3,
  pass: 10,
  relay: 16,
  duplicate: 2,
  reorder: 2,
  drop: 5,
  replay: 3,
};

/**
 * Kinds of runs: an even one; one of so many stakes in flight that a cut takes several pages to settle; one of rewards,
 * one of slashes; one of channels that close while new ones open.
 */
const PROFILES: readonly Profile[] = [
  { weights: USUAL },
  {
    weights: {
      ...USUAL,
      crossStake: 110,
      relay: 6,
      relayAll: 0.5,
      pass: 2,
      evidence: 9,
      processSlashes: 25,
      settle: 5,
    },
    crowded: true,
  },
  { weights: { ...USUAL, claim: 14, collect: 20, credit: 6, retryRewards: 8, relay: 30, evidence: 3 } },
  { weights: { ...USUAL, evidence: 14, processSlashes: 14, settle: 10, relayAll: 20 } },
  { weights: { ...USUAL, closeChannel: 4, openChannel: 10, resend: 12, relay: 30, collect: 10 } },
];

/** What the run of a seed is like. */
export function profileOf(seed: number): Profile {
  return PROFILES[seed % PROFILES.length] ?? { weights: USUAL };
}
