import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import type { Decimal } from "../math/decimal.js";
import { validatorSlashedWire } from "./wire.js";

export interface ValidatorSlashedParams extends CallParams {
  /** Operator address on this chain. */
  readonly validator: string;
  /** The share of its stake that the chain slashed: above 0, at most 1. */
  readonly ratio: Decimal;
}

/**
 * Message of meta-staking to a consumer (the consumer's `validator_slashed`): the chain slashed a validator. The
 * consumer reports it to its provider by a `slash_report` packet.
 *
 * @throws InvalidAddressError, InvalidRatioError
 * @internal
 *
 * @example
 * ```ts
 * validatorSlashedMsg({ contract, sender, validator, ratio });
 * ```
 */
export function validatorSlashedMsg(params: ValidatorSlashedParams): ExecuteMsg {
  return executeMsg(params, validatorSlashedWire(params));
}
