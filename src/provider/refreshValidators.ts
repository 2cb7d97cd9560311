import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { lockupErrorFrom } from "../lockup/errors.js";
import { providerErrorFrom } from "./errors.js";
import { refreshValidatorsWire } from "./wire.js";

export type RefreshValidatorsParams = CallParams;

/**
 * Message of {@link refreshValidators}.
 *
 * @throws InvalidAddressError
 *
 * @example
 * ```ts
 * refreshValidatorsMsg({ contract, sender });
 * ```
 */
export function refreshValidatorsMsg(params: RefreshValidatorsParams): ExecuteMsg {
  return executeMsg(params, refreshValidatorsWire());
}

/**
 * Asks the consumer for its validators again (the provider's `refresh_validators`). Anyone may.
 *
 * @throws as {@link refreshValidatorsMsg}; NoChannelError; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await refreshValidators(client, { contract, sender });
 * ```
 */
export async function refreshValidators(
  client: SigningClient,
  params: RefreshValidatorsParams,
  options?: SendOptions,
): Promise<SentTx> {
  return sendMsgs(client, params.sender, [refreshValidatorsMsg(params)], {
    ...options,
    errors: [providerErrorFrom, lockupErrorFrom],
  });
}
