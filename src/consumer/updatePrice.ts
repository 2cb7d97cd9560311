import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { consumerErrorFrom } from "./errors.js";
import { updatePriceWire } from "./wire.js";

export type UpdatePriceParams = CallParams;

/**
 * Message of {@link updatePrice}.
 *
 * @throws InvalidAddressError
 *
 * @example
 * ```ts
 * updatePriceMsg({ contract, sender });
 * ```
 */
export function updatePriceMsg(params: UpdatePriceParams): ExecuteMsg {
  return executeMsg(params, updatePriceWire());
}

/**
 * Has the consumer read its price feed (its `update_price`). Anyone may. A price beyond the allowed jump waits for the
 * admin; one that is missing, zero, stale, older than the last or of the future changes nothing.
 *
 * @throws as {@link updatePriceMsg}; NoFeedError; FeedAnswerError; StalePriceError; OldPriceError; FuturePriceError;
 * ZeroPriceError; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await updatePrice(client, { contract, sender });
 * ```
 */
export async function updatePrice(
  client: SigningClient,
  params: UpdatePriceParams,
  options?: SendOptions,
): Promise<SentTx> {
  return sendMsgs(client, params.sender, [updatePriceMsg(params)], { ...options, errors: [consumerErrorFrom] });
}
