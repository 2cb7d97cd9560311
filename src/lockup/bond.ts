import type { SigningClient } from "../core/client.js";
import { type Coin, coinToWire } from "../core/coin.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { lockupErrorFrom } from "./errors.js";
import { bondWire } from "./wire.js";

export interface BondParams extends CallParams {
  /** What to bond, in base units. */
  readonly funds: Coin;
  /** The lockup's denom, where it is known: funds of another one are refused before anything is sent. */
  readonly denom?: string;
}

/**
 * Message of {@link bond}.
 *
 * @throws InvalidAddressError, InvalidDenomError, InvalidAmountError
 *
 * @example
 * ```ts
 * bondMsg({ contract, sender, funds: { denom: "uosmo", amount: 1_000_000n } });
 * ```
 */
export function bondMsg(params: BondParams): ExecuteMsg {
  return executeMsg(params, bondWire(), [coinToWire(params.funds, params.denom)]);
}

/**
 * Bonds tokens: they become the sender's bonded tokens in the lockup (its `bond`).
 *
 * @throws as {@link bondMsg}; UnsupportedDenomError or MissingFundsError where the lockup takes another denom;
 * everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await bond(client, { contract, sender, funds: { denom: "uosmo", amount: 1_000_000n } });
 * ```
 */
export async function bond(client: SigningClient, params: BondParams, options?: SendOptions): Promise<SentTx> {
  return sendMsgs(client, params.sender, [bondMsg(params)], { ...options, errors: [lockupErrorFrom] });
}
