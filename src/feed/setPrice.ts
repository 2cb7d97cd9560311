import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import type { Decimal } from "../math/decimal.js";
import { setPriceWire } from "./wire.js";

export interface SetPriceParams extends CallParams {
  /** Tokens of the consumer chain for one token of the provider chain, both in base units; above 0. */
  readonly price: Decimal;
}

/**
 * Message of {@link setPrice}.
 *
 * @throws InvalidAddressError, InvalidDecimalError
 *
 * @example
 * ```ts
 * setPriceMsg({ contract, sender, price: Decimal.parse("0.12") });
 * ```
 */
export function setPriceMsg(params: SetPriceParams): ExecuteMsg {
  return executeMsg(params, setPriceWire(params));
}

/**
 * Says what the price is, as of the block's time (the feed's `set`). Its owner may. Consumers take it when they are asked
 * to read it, by `updatePrice`.
 *
 * @throws as {@link setPriceMsg}; UnauthorizedError; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await setPrice(client, { contract, sender, price: Decimal.parse("0.12") });
 * ```
 */
export async function setPrice(client: SigningClient, params: SetPriceParams, options?: SendOptions): Promise<SentTx> {
  return sendMsgs(client, params.sender, [setPriceMsg(params)], { ...options });
}
