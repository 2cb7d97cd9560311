import { type Coin, coinToWire } from "../core/coin.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { receiveClaimWire } from "./wire.js";

export interface ReceiveClaimParams extends CallParams {
  /** Whose tokens they are. */
  readonly owner: string;
  /** Operator address on this chain. */
  readonly validator: string;
  /** The tokens that the claim grew by; they come along. */
  readonly funds: Coin;
}

/**
 * Message of the home lockup to meta-staking (its `receive_claim`): the owner pledged bonded tokens to be delegated on
 * this chain.
 *
 * @throws InvalidAddressError, InvalidDenomError, InvalidAmountError
 * @internal
 *
 * @example
 * ```ts
 * receiveClaimMsg({ contract, sender, owner, validator, funds });
 * ```
 */
export function receiveClaimMsg(params: ReceiveClaimParams): ExecuteMsg {
  return executeMsg(params, receiveClaimWire(params), [coinToWire(params.funds)]);
}
