import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { receiveClaimWire } from "./wire.js";

export interface ReceiveClaimParams extends CallParams {
  /** Whose tokens the claim is on. */
  readonly owner: string;
  /** Base units that the claim grew by. */
  readonly amount: bigint;
  /** Operator address on the consumer chain. */
  readonly validator: string;
}

/**
 * Message of the lockup to a lienholder (the provider's `receive_claim`): `owner` granted it a further claim.
 *
 * @throws InvalidAddressError, InvalidAmountError
 * @internal
 *
 * @example
 * ```ts
 * receiveClaimMsg({ contract, sender, owner, validator, amount: 700n });
 * ```
 */
export function receiveClaimMsg(params: ReceiveClaimParams): ExecuteMsg {
  return executeMsg(params, receiveClaimWire(params));
}
