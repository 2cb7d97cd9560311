import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { claimReducedWire } from "./wire.js";

export interface ClaimReducedParams extends CallParams {
  /** Whose tokens they are. */
  readonly owner: string;
  /** Base units that the claim shrank by. */
  readonly amount: bigint;
}

/**
 * Message of the home lockup to meta-staking (its `claim_reduced`): a slash elsewhere cut its claim. What was cut is
 * undelegated and returned to be burned.
 *
 * @throws InvalidAddressError, InvalidAmountError
 * @internal
 *
 * @example
 * ```ts
 * claimReducedMsg({ contract, sender, owner, amount: 70n });
 * ```
 */
export function claimReducedMsg(params: ClaimReducedParams): ExecuteMsg {
  return executeMsg(params, claimReducedWire(params));
}
