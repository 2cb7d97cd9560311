import type { QueryClient } from "../core/client.js";
import { queryContract } from "../core/query.js";
import type { BoundChannel } from "../ibc/channel.js";
import { channelAnswer, type ProviderEnd } from "./schema.js";
import { channelWire } from "./wire.js";

export interface GetChannelParams {
  /** The consumer. */
  readonly contract: string;
}

export interface ConsumerChannel {
  /** Undefined while none is bound. */
  readonly channel: BoundChannel | undefined;
  readonly counterparty: ProviderEnd;
}

/**
 * The consumer's channel and the counterparty that it must lead to.
 *
 * @throws QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const { channel } = await getChannel(client, { contract });
 * ```
 */
export async function getChannel(client: QueryClient, params: GetChannelParams): Promise<ConsumerChannel> {
  return queryContract(client, params.contract, channelWire(), channelAnswer);
}
