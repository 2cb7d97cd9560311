import type { QueryClient } from "../core/client.js";
import { queryContract } from "../core/query.js";
import type { Decimal } from "../math/decimal.js";
import { priceAnswer } from "./schema.js";
import { priceWire } from "./wire.js";

export interface GetPriceParams {
  /** The feed; any contract that answers `{"price":{}}` is one. */
  readonly contract: string;
}

export interface FeedPrice {
  /** Tokens of the consumer chain for one token of the provider chain, both in base units. */
  readonly rate: Decimal;
  /** When it was observed, in seconds since 1970. */
  readonly time: number;
}

/**
 * The feed's price, as a consumer would read it now.
 *
 * @throws QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const { rate } = await getPrice(client, { contract });
 * ```
 */
export async function getPrice(client: QueryClient, params: GetPriceParams): Promise<FeedPrice> {
  return queryContract(client, params.contract, priceWire(), priceAnswer);
}
