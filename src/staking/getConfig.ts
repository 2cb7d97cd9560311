import type { QueryClient } from "../core/client.js";
import { queryContract } from "../core/query.js";
import { configAnswer } from "./schema.js";
import { configWire } from "./wire.js";

export interface GetConfigParams {
  /** Meta-staking. */
  readonly contract: string;
}

export interface StakingConfig {
  readonly admin: string;
  /** The chain's staking denom. */
  readonly denom: string;
  /** Undefined until it is known. */
  readonly rewardsDenom: string | undefined;
  /** Seconds that the chain takes to pay out an undelegation. */
  readonly unbondingTime: number;
  /** The lockup of this chain, where there is local staking. */
  readonly lockup: string | undefined;
}

/**
 * What meta-staking was set up with.
 *
 * @throws QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const { denom } = await getConfig(client, { contract });
 * ```
 */
export async function getConfig(client: QueryClient, params: GetConfigParams): Promise<StakingConfig> {
  return queryContract(client, params.contract, configWire(), configAnswer);
}
