import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { consumerErrorFrom } from "./errors.js";
import { syncValidatorsWire } from "./wire.js";

export type SyncValidatorsParams = CallParams;

/**
 * Message of {@link syncValidators}.
 *
 * @throws InvalidAddressError
 *
 * @example
 * ```ts
 * syncValidatorsMsg({ contract, sender });
 * ```
 */
export function syncValidatorsMsg(params: SyncValidatorsParams): ExecuteMsg {
  return executeMsg(params, syncValidatorsWire());
}

/**
 * Tells the provider which validators came and went since the list it last acknowledged (the consumer's
 * `sync_validators`). Anyone may.
 *
 * @throws as {@link syncValidatorsMsg}; NoChannelError; UpdateInFlightError; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await syncValidators(client, { contract, sender });
 * ```
 */
export async function syncValidators(
  client: SigningClient,
  params: SyncValidatorsParams,
  options?: SendOptions,
): Promise<SentTx> {
  return sendMsgs(client, params.sender, [syncValidatorsMsg(params)], { ...options, errors: [consumerErrorFrom] });
}
