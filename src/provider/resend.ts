import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { lockupErrorFrom } from "../lockup/errors.js";
import { providerErrorFrom } from "./errors.js";
import { resendWire } from "./wire.js";

export interface ResendParams extends CallParams {
  /** Steps of this one message; the contract has its own maximum. */
  readonly limit?: number;
}

/**
 * Message of {@link resend}.
 *
 * @throws InvalidAddressError, InvalidArgumentError
 *
 * @example
 * ```ts
 * resendMsg({ contract, sender });
 * ```
 */
export function resendMsg(params: ResendParams): ExecuteMsg {
  return executeMsg(params, resendWire(params));
}

/**
 * Tells the consumer what it does not know yet, validator by validator (the provider's `resend`). Anyone may; what is
 * sent is a difference, so that nothing is doubled.
 *
 * @throws as {@link resendMsg}; NoChannelError; ChannelSyncingError; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await resend(client, { contract, sender });
 * ```
 */
export async function resend(client: SigningClient, params: ResendParams, options?: SendOptions): Promise<SentTx> {
  return sendMsgs(client, params.sender, [resendMsg(params)], {
    ...options,
    errors: [providerErrorFrom, lockupErrorFrom],
  });
}
