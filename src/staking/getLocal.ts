import type { QueryClient } from "../core/client.js";
import { queryContract } from "../core/query.js";
import { localAnswer } from "./schema.js";
import { localWire } from "./wire.js";

export interface GetLocalParams {
  /** Meta-staking. */
  readonly contract: string;
  /** Who has bonded the tokens at the lockup of this chain. */
  readonly owner: string;
}

/** Bonded tokens delegated to one validator of this chain. */
export interface LocalPosition {
  readonly validator: string;
  /** What it is worth after every slash found so far, in base units. */
  readonly tokens: bigint;
  /** Whole units that `claimLocalRewards` would pay now, in the reward denom. */
  readonly rewards: bigint;
}

/** Local stake that is being undelegated. */
export interface LocalUnbonding {
  readonly validator: string;
  /** Base units. */
  readonly amount: bigint;
  /** When the chain pays it out, in seconds since 1970; undefined while it waits for its undelegation. */
  readonly releaseTime: number | undefined;
}

export interface Local {
  /** Ascending by validator. */
  readonly positions: readonly LocalPosition[];
  /** Oldest first. */
  readonly unbonding: readonly LocalUnbonding[];
  /** To be burned of what comes back, in base units. */
  readonly owed: bigint;
}

/**
 * An owner's local stake: bonded tokens of the home lockup that are delegated on its own chain.
 *
 * @throws InvalidAddressError, QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const { positions } = await getLocal(client, { contract, owner });
 * ```
 */
export async function getLocal(client: QueryClient, params: GetLocalParams): Promise<Local> {
  return queryContract(client, params.contract, localWire(params), localAnswer);
}
