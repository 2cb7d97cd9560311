import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { undelegateWire } from "./wire.js";

export interface UndelegateParams extends CallParams {
  /** Operator address on this chain. */
  readonly validator: string;
  /** Base units of this chain's token. */
  readonly amount: bigint;
}

/**
 * Message of a consumer to meta-staking (its `undelegate`): asks for less stake on a validator.
 *
 * @throws InvalidAddressError, InvalidAmountError
 * @internal
 *
 * @example
 * ```ts
 * undelegateMsg({ contract, sender, validator, amount: 70n });
 * ```
 */
export function undelegateMsg(params: UndelegateParams): ExecuteMsg {
  return executeMsg(params, undelegateWire(params));
}
