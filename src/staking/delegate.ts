import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { delegateWire } from "./wire.js";

export interface DelegateParams extends CallParams {
  /** Operator address on this chain. */
  readonly validator: string;
  /** Base units of this chain's token. */
  readonly amount: bigint;
}

/**
 * Message of a consumer to meta-staking (its `delegate`): asks for more stake on a validator.
 *
 * @throws InvalidAddressError, InvalidAmountError
 * @internal
 *
 * @example
 * ```ts
 * delegateMsg({ contract, sender, validator, amount: 70n });
 * ```
 */
export function delegateMsg(params: DelegateParams): ExecuteMsg {
  return executeMsg(params, delegateWire(params));
}
