import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { adjustWire } from "./wire.js";

export interface AdjustParams extends CallParams {
  /** Operator address on this chain. */
  readonly validator: string;
  /** Base units of this chain's token. */
  readonly amount: bigint;
}

/**
 * Message of a consumer to meta-staking (its `adjust`): asks for more stake on a validator because a price moved.
 * Never refused for what the consumer is allowed, only normalized.
 *
 * @throws InvalidAddressError, InvalidAmountError
 * @internal
 *
 * @example
 * ```ts
 * adjustMsg({ contract, sender, validator, amount: 70n });
 * ```
 */
export function adjustMsg(params: AdjustParams): ExecuteMsg {
  return executeMsg(params, adjustWire(params));
}
