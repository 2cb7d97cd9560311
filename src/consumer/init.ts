import type { Decimal } from "../math/decimal.js";
import type { InstantiateMsg, ProviderEnd } from "./schema.js";
import { initWire } from "./wire.js";

export interface InitParams {
  /** The provider on the other chain. */
  readonly provider: ProviderEnd;
  /** Tokens of this chain for one token of the provider chain. */
  readonly remoteToLocalExchangeRate: Decimal;
  /** The contract on this chain that delegates. */
  readonly metaStaking: string;
  /** Transfer channel to the provider chain, as named on this chain. */
  readonly ics20Channel: string;
  /** Seconds that a packet lives, 3600 by default. */
  readonly packetLifetime?: number;
  /** May point to another counterparty or give up a dead channel; nobody where left out. */
  readonly admin?: string;
}

/**
 * The consumer's own part of an instantiation, to be put into `MsgInstantiateContract` or `…2`. Frozen.
 *
 * @throws InvalidAddressError, InvalidDecimalError, InvalidArgumentError
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
