import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { lockupErrorFrom } from "../lockup/errors.js";
import { providerErrorFrom } from "./errors.js";
import { creditWire } from "./wire.js";

export interface CreditParams extends CallParams {
  /** Steps of this one message; the contract has its own maximum. */
  readonly limit?: number;
}

/**
 * Message of {@link credit}.
 *
 * @throws InvalidAddressError, InvalidArgumentError
 *
 * @example
 * ```ts
 * creditMsg({ contract, sender });
 * ```
 */
export function creditMsg(params: CreditParams): ExecuteMsg {
  return executeMsg(params, creditWire(params));
}

/**
 * Credits announced rewards whose tokens have come (the provider's `credit`). Anyone may.
 *
 * @throws as {@link creditMsg}; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await credit(client, { contract, sender });
 * ```
 */
export async function credit(client: SigningClient, params: CreditParams, options?: SendOptions): Promise<SentTx> {
  return sendMsgs(client, params.sender, [creditMsg(params)], {
    ...options,
    errors: [providerErrorFrom, lockupErrorFrom],
  });
}
