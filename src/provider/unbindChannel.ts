import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { lockupErrorFrom } from "../lockup/errors.js";
import { providerErrorFrom } from "./errors.js";
import { unbindChannelWire } from "./wire.js";

export type UnbindChannelParams = CallParams;

/**
 * Message of {@link unbindChannel}.
 *
 * @throws InvalidAddressError
 *
 * @example
 * ```ts
 * unbindChannelMsg({ contract, sender });
 * ```
 */
export function unbindChannelMsg(params: UnbindChannelParams): ExecuteMsg {
  return executeMsg(params, unbindChannelWire());
}

/**
 * Gives up the bound channel (the provider's `unbind_channel`), so that a new one may come. Its admin may.
 *
 * @throws as {@link unbindChannelMsg}; UnauthorizedError; NoChannelError; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await unbindChannel(client, { contract, sender });
 * ```
 */
export async function unbindChannel(
  client: SigningClient,
  params: UnbindChannelParams,
  options?: SendOptions,
): Promise<SentTx> {
  return sendMsgs(client, params.sender, [unbindChannelMsg(params)], {
    ...options,
    errors: [providerErrorFrom, lockupErrorFrom],
  });
}
