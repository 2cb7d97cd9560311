import { type Coin, coinToWire } from "../core/coin.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { receiveRewardsWire } from "./wire.js";

export interface ReceiveRewardsParams extends CallParams {
  /** Operator address on this chain. */
  readonly validator: string;
  /** The rewards. */
  readonly funds: Coin;
}

/**
 * Message of meta-staking to a consumer (the consumer's `mesh_consumer_recieve_rewards_msg`): hands in rewards, as
 * funds.
 *
 * @throws InvalidAddressError, InvalidDenomError, InvalidAmountError
 * @internal
 *
 * @example
 * ```ts
 * receiveRewardsMsg({ contract, sender, validator, funds });
 * ```
 */
export function receiveRewardsMsg(params: ReceiveRewardsParams): ExecuteMsg {
  return executeMsg(params, receiveRewardsWire(params), [coinToWire(params.funds)]);
}
