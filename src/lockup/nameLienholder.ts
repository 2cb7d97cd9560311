import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { lockupErrorFrom } from "./errors.js";
import { nameLienholderWire } from "./wire.js";

export interface NameLienholderParams extends CallParams {
  /** A contract on the same chain, whether it has claims or not. */
  readonly lienholder: string;
  /** 1 to 128 bytes of UTF-8; where left out, the name is forgotten. */
  readonly label?: string;
}

/**
 * Message of {@link nameLienholder}.
 *
 * @throws InvalidAddressError, InvalidArgumentError
 *
 * @example
 * ```ts
 * nameLienholderMsg({ contract, sender, lienholder, label: "Juno" });
 * ```
 */
export function nameLienholderMsg(params: NameLienholderParams): ExecuteMsg {
  return executeMsg(params, nameLienholderWire(params));
}

/**
 * Gives a lienholder a name that wallets can show, or takes it away (the lockup's `name_lienholder`). The lockup's admin
 * may. No right depends on a name.
 *
 * @throws as {@link nameLienholderMsg}; UnauthorizedError; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await nameLienholder(client, { contract, sender, lienholder, label: "Juno" });
 * ```
 */
export async function nameLienholder(
  client: SigningClient,
  params: NameLienholderParams,
  options?: SendOptions,
): Promise<SentTx> {
  return sendMsgs(client, params.sender, [nameLienholderMsg(params)], { ...options, errors: [lockupErrorFrom] });
}
