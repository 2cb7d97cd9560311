import type { QueryClient } from "../core/client.js";
import { queryContract } from "../core/query.js";
import type { Decimal } from "../math/decimal.js";
import { configAnswer, type ProviderEnd } from "./schema.js";
import { configWire } from "./wire.js";

export interface GetConfigParams {
  /** The consumer. */
  readonly contract: string;
}

export interface ConsumerConfig {
  readonly provider: ProviderEnd;
  /** The price in force: tokens of this chain for one token of the provider chain. */
  readonly remoteToLocalExchangeRate: Decimal;
  readonly metaStaking: string;
  /** Transfer channel to the provider chain. */
  readonly ics20Channel: string;
  /** Seconds. */
  readonly packetLifetime: number;
  readonly admin: string | undefined;
}

/**
 * What the consumer was set up with.
 *
 * @throws QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const { metaStaking } = await getConfig(client, { contract });
 * ```
 */
export async function getConfig(client: QueryClient, params: GetConfigParams): Promise<ConsumerConfig> {
  return queryContract(client, params.contract, configWire(), configAnswer);
}
