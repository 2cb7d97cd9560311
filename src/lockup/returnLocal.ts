import { type Coin, coinToWire } from "../core/coin.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { returnLocalWire } from "./wire.js";

export interface ReturnLocalParams extends CallParams {
  /** Whose tokens come back. */
  readonly owner: string;
  /** The tokens, in the lockup's denom. */
  readonly funds: Coin;
  /** Whether they pay what the owner's tokens owe the burn, rather than being released to him. */
  readonly burn: boolean;
}

/**
 * Message of the home chain's meta-staking to the lockup (its `return_local`): tokens that it undelegated come back, as
 * funds. They are released from its claim, or with `burn` pay what slashes took of them.
 *
 * @throws InvalidAddressError, InvalidDenomError, InvalidAmountError, InvalidArgumentError
 * @internal
 *
 * @example
 * ```ts
 * returnLocalMsg({ contract, sender, owner, funds, burn: false });
 * ```
 */
export function returnLocalMsg(params: ReturnLocalParams): ExecuteMsg {
  return executeMsg(params, returnLocalWire(params), [coinToWire(params.funds)]);
}
