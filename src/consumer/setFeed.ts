import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SudoContractMsg, sudoContractMsg } from "../core/sudo.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { consumerErrorFrom } from "./errors.js";
import type { PriceRules } from "./init.js";
import { setFeedWire } from "./wire.js";

/** What is left out is as if it had been left out at instantiation. */
export interface SetFeedParams extends CallParams, PriceRules {}

/**
 * Message of {@link setFeed}.
 *
 * @throws InvalidAddressError, InvalidRatioError, InvalidDecimalError, InvalidArgumentError
 *
 * @example
 * ```ts
 * setFeedMsg({ contract, sender, priceFeed: account, maxPriceAge: 3_600 });
 * ```
 */
export function setFeedMsg(params: SetFeedParams): ExecuteMsg {
  return executeMsg(params, setFeedWire(params.sender, params));
}

/**
 * Names another price feed, or none, and the rules its prices must keep (the consumer's `set_feed`). All four are
 * replaced; the price in force stays. Its admin may; governance by {@link setFeedSudoMsg}.
 *
 * @throws as {@link setFeedMsg}; UnauthorizedError; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await setFeed(client, { contract, sender, priceFeed: account, maxPriceAge: 3_600 });
 * ```
 */
export async function setFeed(client: SigningClient, params: SetFeedParams, options?: SendOptions): Promise<SentTx> {
  return sendMsgs(client, params.sender, [setFeedMsg(params)], { ...options, errors: [consumerErrorFrom] });
}

/**
 * The same as {@link setFeedMsg} for a proposal of x/gov, by the contract's `sudo` entry point.
 *
 * @throws as {@link setFeedMsg}
 *
 * @example
 * ```ts
 * setFeedSudoMsg({ contract, authority, priceFeed: account, maxPriceAge: 3_600 });
 * ```
 */
export function setFeedSudoMsg(
  params: Omit<SetFeedParams, "sender"> & { readonly authority: string },
): SudoContractMsg {
  return sudoContractMsg(params, setFeedWire(params.authority, params));
}
