import type { Decimal } from "../math/decimal.js";
import type { InstantiateMsg } from "./schema.js";
import { initWire } from "./wire.js";

export interface InitParams {
  /** Who sets the price. */
  readonly owner: string;
  /** Tokens of the consumer chain for one token of the provider chain, both in base units; above 0. */
  readonly price: Decimal;
}

/**
 * The feed's own part of an instantiation, to be put into `MsgInstantiateContract` or `…2`. Frozen.
 *
 * @throws InvalidAddressError, InvalidDecimalError
 *
 * @example
 * ```ts
 * initMsg({ owner, price: Decimal.parse("0.1") });
 * ```
 */
export function initMsg(params: InitParams): InstantiateMsg {
  return Object.freeze(initWire(params));
}
