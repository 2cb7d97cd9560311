import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { lockupErrorFrom } from "./errors.js";
import { unbondWire } from "./wire.js";

export interface UnbondParams extends CallParams {
  /** Base units, at most what `getBalance` calls free. */
  readonly amount: bigint;
}

/**
 * Message of {@link unbond}.
 *
 * @throws InvalidAddressError, InvalidAmountError
 *
 * @example
 * ```ts
 * unbondMsg({ contract, sender, amount: 300n });
 * ```
 */
export function unbondMsg(params: UnbondParams): ExecuteMsg {
  return executeMsg(params, unbondWire(params));
}

/**
 * Pays out free tokens at once (the lockup's `unbond`). What backs claims stays.
 *
 * @throws as {@link unbondMsg}; ClaimsLockedError with what is free; InsufficientBondedError; everything that
 * `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await unbond(client, { contract, sender, amount: 300n });
 * ```
 */
export async function unbond(client: SigningClient, params: UnbondParams, options?: SendOptions): Promise<SentTx> {
  return sendMsgs(client, params.sender, [unbondMsg(params)], { ...options, errors: [lockupErrorFrom] });
}
