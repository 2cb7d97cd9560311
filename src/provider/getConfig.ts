import type { QueryClient } from "../core/client.js";
import { queryContract } from "../core/query.js";
import { type ConsumerEnd, configAnswer } from "./answers.js";
import { configWire } from "./queryWire.js";

export interface GetConfigParams {
  /** The provider. */
  readonly contract: string;
}

export interface ProviderConfig {
  readonly consumer: ConsumerEnd;
  /** Undefined until the provider has made it. */
  readonly slasher: string | undefined;
  readonly lockup: string;
  /** Seconds; counts where no slasher names a period. */
  readonly unbondingPeriod: number;
  /** The denom in which rewards arrive on this chain. */
  readonly rewardsDenom: string;
  /** Seconds. */
  readonly packetLifetime: number;
  /** Seconds after a packet's timeout from which stake that was never answered can be taken back. */
  readonly answerGrace: number;
  readonly admin: string | undefined;
}

/**
 * What the provider was set up with.
 *
 * @throws QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const { lockup } = await getConfig(client, { contract });
 * ```
 */
export async function getConfig(client: QueryClient, params: GetConfigParams): Promise<ProviderConfig> {
  return queryContract(client, params.contract, configWire(), configAnswer);
}
