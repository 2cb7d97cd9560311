import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { slasherErrorFrom } from "./errors.js";
import { setMinHeightWire } from "./wire.js";

export interface SetMinHeightParams extends CallParams {
  /** Height on the consumer chain, above the present least height. */
  readonly height: number;
}

/**
 * Message of {@link setMinHeight}.
 *
 * @throws InvalidAddressError, InvalidArgumentError
 *
 * @example
 * ```ts
 * setMinHeightMsg({ contract, sender, height: 4711 });
 * ```
 */
export function setMinHeightMsg(params: SetMinHeightParams): ExecuteMsg {
  return executeMsg(params, setMinHeightWire(params));
}

/**
 * Makes votes below a height no evidence any more (the slasher's `set_min_height`). Its owner may, and only upwards:
 * evidence of votes whose signer has long left would slash stake that came later.
 *
 * @throws as {@link setMinHeightMsg}; UnauthorizedError; MinHeightNotRaisedError; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await setMinHeight(client, { contract, sender, height: 4711 });
 * ```
 */
export async function setMinHeight(
  client: SigningClient,
  params: SetMinHeightParams,
  options?: SendOptions,
): Promise<SentTx> {
  return sendMsgs(client, params.sender, [setMinHeightMsg(params)], { ...options, errors: [slasherErrorFrom] });
}
