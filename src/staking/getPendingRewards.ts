import type { QueryClient } from "../core/client.js";
import { queryContract } from "../core/query.js";
import { pendingRewardsAnswer } from "./schema.js";
import { pendingRewardsWire } from "./wire.js";

export interface GetPendingRewardsParams {
  /** Meta-staking. */
  readonly contract: string;
  /** A consumer contract on this chain. */
  readonly consumer: string;
  /** Operator address on this chain. */
  readonly validator: string;
}

export interface PendingRewards {
  /** Undefined before the first reward. */
  readonly denom: string | undefined;
  /** Base units. */
  readonly amount: bigint;
}

/**
 * What `withdrawToConsumer` would pay a consumer for a validator now.
 *
 * @throws InvalidAddressError, QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const { amount } = await getPendingRewards(client, { contract, consumer, validator });
 * ```
 */
export async function getPendingRewards(client: QueryClient, params: GetPendingRewardsParams): Promise<PendingRewards> {
  return queryContract(client, params.contract, pendingRewardsWire(params), pendingRewardsAnswer);
}
