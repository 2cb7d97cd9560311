import type { InstantiateMsg } from "./schema.js";
import { initWire } from "./wire.js";

export interface InitParams {
  /** Who may submit evidence. */
  readonly owner: string;
  /** Seconds that stake must stay slashable after an unstake. */
  readonly unbondingPeriod?: number;
}

/**
 * The slasher's own part of an instantiation, to be put into `MsgInstantiateContract` or `…2`. Frozen.
 *
 * @throws InvalidAddressError, InvalidArgumentError
 *
 * @example
 * ```ts
 * initMsg({ owner });
 * ```
 */
export function initMsg(params: InitParams): InstantiateMsg {
  return Object.freeze(initWire(params));
}
