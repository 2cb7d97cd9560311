import type { Decimal } from "../math/decimal.js";
import type { ConsumerEnd } from "./answers.js";
import type { InstantiateMsg } from "./schema.js";
import { initWire } from "./wire.js";

export interface InitParams {
  /** The consumer on the other chain. */
  readonly consumer: ConsumerEnd;
  /** The slasher's code, and its instantiate message as the slasher folder's `initMsg` makes it. */
  readonly slasher: { readonly codeId: number; readonly msg: object };
  /** The lockup on this chain whose claims become stake. */
  readonly lockup: string;
  /** Seconds; counts where no slasher names a period. */
  readonly unbondingPeriod: number;
  /** The denom on this chain in which rewards arrive: `ibc/HASH`. */
  readonly rewardsDenom: string;
  /** Seconds that a packet lives, 3600 by default. */
  readonly packetLifetime?: number;
  /**
   * May point to another counterparty, give up a dead channel, name slashers and sweep unallocated rewards; nobody
   * where left out.
   */
  readonly admin?: string;
  /** Seconds after a packet's timeout from which stake that was never answered can be taken back, 3600 by default. */
  readonly answerGrace?: number;
  /**
   * From 0 to 1: the share of a validator's stake that the consumer's reports may take within one unbonding period. 0,
   * the default, takes none.
   */
  readonly maxReportedSlash?: Decimal;
}

/**
 * The provider's own part of an instantiation, to be put into `MsgInstantiateContract` or `…2`. Frozen.
 *
 * @throws InvalidAddressError, InvalidDenomError, InvalidArgumentError, InvalidRatioError
 *
 * @example
 * ```ts
 * initMsg({
 *   consumer: { connectionId: "connection-0", portId },
 *   slasher: { codeId: 4, msg: slasherInit },
 *   lockup,
 *   unbondingPeriod: 1_209_600,
 *   rewardsDenom: "ibc/46B44899322F3CD854D2D46DEEF881958467CDD4B3B10086DA49296BBED94BED",
 * });
 * ```
 */
export function initMsg(params: InitParams): InstantiateMsg {
  return Object.freeze(initWire(params));
}
