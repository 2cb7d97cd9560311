import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { lockupErrorFrom } from "../lockup/errors.js";
import { providerErrorFrom } from "./errors.js";
import { settleWire } from "./wire.js";

export interface SettleParams extends CallParams {
  /** Whose positions are settled. */
  readonly owner: string;
  /** Steps of this one message; the contract has its own maximum. */
  readonly limit?: number;
}

/**
 * Message of {@link settle}.
 *
 * @throws InvalidAddressError, InvalidArgumentError
 *
 * @example
 * ```ts
 * settleMsg({ contract, sender, owner });
 * ```
 */
export function settleMsg(params: SettleParams): ExecuteMsg {
  return executeMsg(params, settleWire(params));
}

/**
 * Applies what is recorded against an owner (cuts, slashes, queued calls) to his positions (the provider's `settle`).
 * Anyone may.
 *
 * @throws as {@link settleMsg}; UnknownOwnerError; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await settle(client, { contract, sender, owner });
 * ```
 */
export async function settle(client: SigningClient, params: SettleParams, options?: SendOptions): Promise<SentTx> {
  return sendMsgs(client, params.sender, [settleMsg(params)], {
    ...options,
    errors: [providerErrorFrom, lockupErrorFrom],
  });
}
