import type { Decimal } from "../math/decimal.js";
import type { InstantiateMsg, ProviderEnd } from "./schema.js";
import { initWire } from "./wire.js";

/** Where prices come from, and what they must keep to. */
export interface PriceRules {
  /** A contract on this chain that answers `{"price":{}}`; the price is fixed where left out. */
  readonly priceFeed?: string;
  /** From 0 to below 1: the share of the converted stake that is not asked for. 0 where left out. */
  readonly discount?: Decimal;
  /** Seconds after which a feed's price is stale; never where left out. */
  readonly maxPriceAge?: number;
  /**
   * The share of the last price by which a feed's next one may differ, 0.1 for a tenth; one beyond it waits for the
   * admin. No limit where left out.
   */
  readonly maxPriceJump?: Decimal;
}

export interface InitParams extends PriceRules {
  /** The provider on the other chain. */
  readonly provider: ProviderEnd;
  /** Tokens of this chain for one token of the provider chain: the price in force until another is taken. */
  readonly remoteToLocalExchangeRate: Decimal;
  /** The contract on this chain that delegates. */
  readonly metaStaking: string;
  /** Transfer channel to the provider chain, as named on this chain. */
  readonly ics20Channel: string;
  /** Seconds that a packet lives, 3600 by default. */
  readonly packetLifetime?: number;
  /** May point to another counterparty, give up a dead channel, set price and feed; nobody where left out. */
  readonly admin?: string;
}

/**
 * The consumer's own part of an instantiation, to be put into `MsgInstantiateContract` or `…2`. Frozen.
 *
 * @throws InvalidAddressError, InvalidDecimalError, InvalidRatioError, InvalidArgumentError
 *
 * @example
 * ```ts
 * initMsg({
 *   provider: { connectionId: "connection-0", portId },
 *   remoteToLocalExchangeRate: Decimal.parse("0.1"),
 *   metaStaking,
 *   ics20Channel: "channel-0",
 * });
 * ```
 */
export function initMsg(params: InitParams): InstantiateMsg {
  return Object.freeze(initWire(params));
}
