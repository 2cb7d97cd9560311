import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { homeSlashedWire } from "./wire.js";

export interface HomeSlashedParams extends CallParams {
  /** Whose tokens were lost. */
  readonly owner: string;
  /** Base units that a slash of the home chain took. */
  readonly amount: bigint;
}

/**
 * Message of the home chain's meta-staking to the lockup (its `home_slashed`): the chain slashed a validator that the
 * owner's tokens are delegated to. Claim and bonded tokens fall; nothing is burned a second time.
 *
 * @throws InvalidAddressError, InvalidAmountError
 * @internal
 *
 * @example
 * ```ts
 * homeSlashedMsg({ contract, sender, owner, amount: 70n });
 * ```
 */
export function homeSlashedMsg(params: HomeSlashedParams): ExecuteMsg {
  return executeMsg(params, homeSlashedWire(params));
}
