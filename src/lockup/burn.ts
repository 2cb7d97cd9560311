import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { lockupErrorFrom } from "./errors.js";
import { burnWire } from "./wire.js";

export type BurnParams = CallParams;

/**
 * Message of {@link burn}.
 *
 * @throws InvalidAddressError
 *
 * @example
 * ```ts
 * burnMsg({ contract, sender });
 * ```
 */
export function burnMsg(params: BurnParams): ExecuteMsg {
  return executeMsg(params, burnWire());
}

/**
 * Burns all that slashes owe to the burn (the lockup's `burn`). Anyone may.
 *
 * @throws as {@link burnMsg}; NothingToBurnError; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await burn(client, { contract, sender });
 * ```
 */
export async function burn(client: SigningClient, params: BurnParams, options?: SendOptions): Promise<SentTx> {
  return sendMsgs(client, params.sender, [burnMsg(params)], { ...options, errors: [lockupErrorFrom] });
}
