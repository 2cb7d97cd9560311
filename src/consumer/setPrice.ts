import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SudoContractMsg, sudoContractMsg } from "../core/sudo.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import type { Decimal } from "../math/decimal.js";
import { consumerErrorFrom } from "./errors.js";
import { setPriceWire } from "./wire.js";

export interface SetPriceParams extends CallParams {
  /** Tokens of this chain for one token of the provider chain, both in base units; above 0. */
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
 * Sets the price in force, whatever jump it is, and ends a price's waiting (the consumer's `set_price`). Its admin
 * may; governance by {@link setPriceSudoMsg}. Stake moves to the new price with `rebalance`.
 *
 * @throws as {@link setPriceMsg}; UnauthorizedError; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await setPrice(client, { contract, sender, price: Decimal.parse("0.12") });
 * ```
 */
export async function setPrice(client: SigningClient, params: SetPriceParams, options?: SendOptions): Promise<SentTx> {
  return sendMsgs(client, params.sender, [setPriceMsg(params)], { ...options, errors: [consumerErrorFrom] });
}

/**
 * The same as {@link setPriceMsg} for a proposal of x/gov, by the contract's `sudo` entry point.
 *
 * @throws as {@link setPriceMsg}
 *
 * @example
 * ```ts
 * setPriceSudoMsg({ contract, authority, price: Decimal.parse("0.12") });
 * ```
 */
export function setPriceSudoMsg(
  params: Omit<SetPriceParams, "sender"> & { readonly authority: string },
): SudoContractMsg {
  return sudoContractMsg(params, setPriceWire(params));
}
