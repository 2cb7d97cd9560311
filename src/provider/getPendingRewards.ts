import type { QueryClient } from "../core/client.js";
import { queryContract } from "../core/query.js";
import { pendingRewardsAnswer } from "./answers.js";
import { pendingRewardsWire } from "./queryWire.js";

export interface GetPendingRewardsParams {
  /** The provider. */
  readonly contract: string;
  readonly account: string;
  /** Operator address on the consumer chain. */
  readonly validator: string;
}

export interface PendingRewards {
  readonly denom: string;
  /** Base units. */
  readonly amount: bigint;
}

/**
 * What `claimRewards` would pay an account for a validator now.
 *
 * @throws InvalidAddressError, QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const { amount } = await getPendingRewards(client, { contract, account, validator });
 * ```
 */
export async function getPendingRewards(client: QueryClient, params: GetPendingRewardsParams): Promise<PendingRewards> {
  return queryContract(client, params.contract, pendingRewardsWire(params), pendingRewardsAnswer);
}
