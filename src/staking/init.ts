import type { Decimal } from "../math/decimal.js";
import type { InstantiateMsg } from "./schema.js";
import { initWire } from "./wire.js";

/** What holds for all consumers together. */
export interface PowerLimits {
  /** From 0 to 1: at least this part of the chain's power stays its own. 0, or left out, is no limit. */
  readonly minLocalShare?: Decimal;
  /** Stands for the chain's bonded tokens where the balance of their pool reads as zero, in base units. */
  readonly totalPower?: bigint;
}

export interface InitParams {
  /** May register consumers; the sender where left out. */
  readonly admin?: string;
  /** Seconds that the chain takes to pay out an undelegation, 1814400 by default. */
  readonly unbondingTime?: number;
  /** Denom in which the chain pays rewards; that of the first reward where left out. */
  readonly rewardsDenom?: string;
  /** None where left out. */
  readonly limits?: PowerLimits;
  /** The lockup of this chain, whose owners may have their bonded tokens delegated here. */
  readonly lockup?: string;
}

/**
 * Meta-staking's own part of an instantiation, to be put into `MsgInstantiateContract` or `…2`. Frozen.
 *
 * @throws InvalidAddressError, InvalidDenomError, InvalidAmountError, InvalidRatioError, InvalidArgumentError
 *
 * @example
 * ```ts
 * initMsg({ unbondingTime: 1_814_400, limits: { minLocalShare: parseRatio("0.4") } });
 * ```
 */
export function initMsg(params: InitParams): InstantiateMsg {
  return Object.freeze(initWire(params));
}
