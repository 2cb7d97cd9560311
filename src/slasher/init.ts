import type { Decimal } from "../math/decimal.js";
import type { InstantiateMsg } from "./schema.js";
import { initWire } from "./wire.js";

export interface InitParams {
  /** Who may submit evidence without proof, register keys and raise the least height. */
  readonly owner: string;
  /** Seconds that stake must stay slashable after an unstake. */
  readonly unbondingPeriod?: number;
  /** The consumer chain's id, 1 to 50 bytes; the slasher takes no votes without it. */
  readonly chainId?: string;
  /** What two conflicting votes cost: above 0, at most 1; 0.05 where left out. Needs `chainId`. */
  readonly slashRatio?: Decimal;
  /** The provider, where it is not the one that instantiates the slasher. */
  readonly slashee?: string;
}

/**
 * The slasher's own part of an instantiation, to be put into `MsgInstantiateContract` or `…2`. Frozen.
 *
 * @throws InvalidAddressError, InvalidArgumentError, InvalidRatioError
 *
 * @example
 * ```ts
 * initMsg({ owner, chainId: "juno-1" });
 * ```
 */
export function initMsg(params: InitParams): InstantiateMsg {
  return Object.freeze(initWire(params));
}
