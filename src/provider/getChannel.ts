import type { QueryClient } from "../core/client.js";
import { queryContract } from "../core/query.js";
import type { BoundChannel } from "../ibc/channel.js";
import { type ConsumerEnd, channelAnswer } from "./answers.js";
import { channelWire } from "./queryWire.js";

export interface GetChannelParams {
  /** The provider. */
  readonly contract: string;
}

export interface ProviderChannel {
  /** Undefined while none is bound. */
  readonly channel: BoundChannel | undefined;
  readonly counterparty: ConsumerEnd;
  /** Waits for the consumer's list of stakes: stakes are refused, unstakes only booked. */
  readonly syncing: boolean;
}

/**
 * The provider's channel and the counterparty that it must lead to.
 *
 * @throws QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const { channel } = await getChannel(client, { contract });
 * ```
 */
export async function getChannel(client: QueryClient, params: GetChannelParams): Promise<ProviderChannel> {
  return queryContract(client, params.contract, channelWire(), channelAnswer);
}
