import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { claimReducedWire } from "./wire.js";

export interface ClaimReducedParams extends CallParams {
  /** Whose tokens the claim is on. */
  readonly owner: string;
  /** Base units that the claim shrank by. */
  readonly amount: bigint;
}

/**
 * Message of the lockup to a lienholder (the provider's `claim_reduced`): a slash elsewhere cut its claim.
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
