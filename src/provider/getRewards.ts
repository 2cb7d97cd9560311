import type { QueryClient } from "../core/client.js";
import { queryContract } from "../core/query.js";
import { rewardsAnswer } from "./answers.js";
import { rewardsWire } from "./queryWire.js";

export interface GetRewardsParams {
  /** The provider. */
  readonly contract: string;
}

/** Base units of `denom`. */
export interface Rewards {
  readonly denom: string;
  /** Announced, their tokens have not come. */
  readonly announced: bigint;
  /** How many announcements that are. */
  readonly announcements: number;
  /** Credited to stake and not yet paid. */
  readonly credited: bigint;
  /** Belongs to nobody. */
  readonly unallocated: bigint;
}

/**
 * The provider's rewards as a whole.
 *
 * @throws QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const { credited } = await getRewards(client, { contract });
 * ```
 */
export async function getRewards(client: QueryClient, params: GetRewardsParams): Promise<Rewards> {
  return queryContract(client, params.contract, rewardsWire(), rewardsAnswer);
}
