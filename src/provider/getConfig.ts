import type { QueryClient } from "../core/client.js";
import { queryContract } from "../core/query.js";
import type { Decimal } from "../math/decimal.js";
import { type ConsumerEnd, configAnswer } from "./answers.js";
import { configWire } from "./queryWire.js";

export interface GetConfigParams {
  /** The provider. */
  readonly contract: string;
}

export interface ProviderConfig {
  readonly consumer: ConsumerEnd;
  /** The one that the provider made; undefined until then, and after its admin removed it. */
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
  /** The share that the consumer's reports may take within one unbonding period; 0 where none is taken. */
  readonly maxReportedSlash: Decimal;
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
