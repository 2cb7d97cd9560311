import {
  type CutItem,
  type CutLedger,
  type Decimal,
  FULL_MULTIPLIER,
  type RewardPool,
  type SlashRecord,
  valueOfShares,
} from "../../src/math/index.js";

export interface ValidatorBooks extends RewardPool {
  readonly status: "active" | "removed" | "tombstoned";
  readonly multiplier: bigint;
  readonly shares: bigint;
  readonly inFlight: bigint;
  readonly announced: number;
  readonly credited: number;
  readonly history: readonly SlashRecord[];
  readonly reports: readonly { readonly time: number; readonly ratio: Decimal }[];
}

export interface PositionBooks extends CutItem {
  readonly entitled: bigint;
  readonly waiting: readonly { readonly tag: number; readonly shares: bigint }[];
  readonly index: bigint;
  readonly earned: bigint;
  readonly inFlight: number;
  readonly unbonding: number;
}

export interface InFlightBooks extends CutItem {
  readonly id: number;
  readonly owner: string;
  readonly validator: string;
  readonly sequence: number;
  readonly amount: bigint;
  readonly timeoutAt: number;
}

export interface UnbondingBooks extends CutItem {
  readonly id: number;
  readonly validator: string;
  readonly openedAt: number;
  readonly releaseAt: number;
}

export interface AccountBooks {
  readonly unsettled: bigint;
  readonly ledger: CutLedger;
  readonly cutOfCalls: bigint;
  /** Item that `settle` visited last. */
  readonly cursor: string | undefined;
}

export interface Joined {
  readonly shares: bigint;
  readonly index: bigint | undefined;
}

export interface Rewards {
  readonly queue: readonly { readonly validator: string; readonly amount: bigint }[];
  readonly credited: bigint;
  readonly unallocated: bigint;
  /** All that is there in the rewards' denom. */
  readonly balance: bigint;
}

/** Something can change in a record while a message works on it. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] };

export const NO_ACCOUNT: AccountBooks = {
  unsettled: 0n,
  ledger: { cut: 0n, base: 0n, number: 0, queuedRelease: 0n, queuedSlash: 0n },
  cutOfCalls: 0n,
  cursor: undefined,
};
export const NO_POSITION: PositionBooks = {
  tokens: 0n,
  shares: 0n,
  cutNumber: 0,
  entitled: 0n,
  waiting: [],
  index: 0n,
  earned: 0n,
  inFlight: 0,
  unbonding: 0,
};
export const NEW_VALIDATOR: ValidatorBooks = {
  status: "active",
  multiplier: FULL_MULTIPLIER,
  shares: 0n,
  inFlight: 0n,
  entitled: 0n,
  index: 0n,
  announced: 0,
  credited: 0,
  history: [],
  reports: [],
};

/** Worth of a validator's active stake. */
export function worth({ shares, multiplier }: ValidatorBooks): bigint {
  return valueOfShares(shares, multiplier);
}
