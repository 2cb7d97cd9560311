import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import type { Decimal } from "../math/decimal.js";
import { slashWire } from "./wire.js";

export interface SlashParams extends CallParams {
  /** Operator address on the consumer chain. */
  readonly validator: string;
  /** Above 0, at most 1. */
  readonly ratio: Decimal;
  /** Also tombstones the validator. */
  readonly tombstone: boolean;
}

/**
 * Message of a slasher to its provider (the provider's `slash`): lowers the worth of all of a validator's stake.
 *
 * @throws InvalidAddressError, InvalidRatioError
 * @internal
 *
 * @example
 * ```ts
 * slashMsg({ contract, sender, validator, ratio, tombstone: false });
 * ```
 */
export function slashMsg(params: SlashParams): ExecuteMsg {
  return executeMsg(params, slashWire(params));
}
