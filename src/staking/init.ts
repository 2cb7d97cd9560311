import type { InstantiateMsg } from "./schema.js";
import { initWire } from "./wire.js";

export interface InitParams {
  /** May register consumers; the sender where left out. */
  readonly admin?: string;
  /** Seconds that the chain takes to pay out an undelegation, 1814400 by default. */
  readonly unbondingTime?: number;
  /** Denom in which the chain pays rewards; that of the first reward where left out. */
  readonly rewardsDenom?: string;
}

/**
 * Meta-staking's own part of an instantiation, to be put into `MsgInstantiateContract` or `…2`. Frozen.
 *
 * @throws InvalidAddressError, InvalidDenomError, InvalidArgumentError
 *
 * @example
 * ```ts
 * initMsg({ unbondingTime: 1_814_400 });
 * ```
 */
export function initMsg(params: InitParams): InstantiateMsg {
  return Object.freeze(initWire(params));
}
