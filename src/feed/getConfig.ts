import type { QueryClient } from "../core/client.js";
import { queryContract } from "../core/query.js";
import { configAnswer } from "./schema.js";
import { configWire } from "./wire.js";

export interface GetConfigParams {
  /** The feed. */
  readonly contract: string;
}

export interface FeedConfig {
  /** Who sets the price. */
  readonly owner: string;
}

/**
 * What the feed was set up with.
 *
 * @throws QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const { owner: setter } = await getConfig(client, { contract });
 * ```
 */
export async function getConfig(client: QueryClient, params: GetConfigParams): Promise<FeedConfig> {
  return queryContract(client, params.contract, configWire(), configAnswer);
}
