import type { QueryClient } from "../core/client.js";
import { queryContract } from "../core/query.js";
import type { Decimal } from "../math/decimal.js";
import { priceAnswer } from "./schema.js";
import { priceWire } from "./wire.js";

export interface GetPriceParams {
  /** The consumer. */
  readonly contract: string;
}

/** A feed's price that is further from the last one than allowed. */
export interface WaitingPrice {
  readonly rate: Decimal;
  /** When it was observed, in seconds since 1970. */
  readonly time: number;
}

export interface Price {
  /** The price in force: tokens of this chain for one token of the provider chain, both in base units. */
  readonly rate: Decimal;
  /** When it was observed, in seconds since 1970. */
  readonly time: number;
  /** Undefined where the price is fixed. */
  readonly feed: string | undefined;
  /** The share of the converted stake that is not asked for. */
  readonly discount: Decimal;
  /** Seconds after which a feed's price is stale; undefined is never. */
  readonly maxAge: number | undefined;
  /** The share of the last price by which a feed's next one may differ; undefined is no limit. */
  readonly maxJump: Decimal | undefined;
  /** A jump of the feed that waits for the admin's `setPrice`. */
  readonly waiting: WaitingPrice | undefined;
  /** Whether new stake is taken at this price, and `rebalance` runs. Leaving needs no price. */
  readonly fresh: boolean;
}

/**
 * The price in force and the rules for the next one.
 *
 * @throws QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const { rate, fresh } = await getPrice(client, { contract });
 * ```
 */
export async function getPrice(client: QueryClient, params: GetPriceParams): Promise<Price> {
  return queryContract(client, params.contract, priceWire(), priceAnswer);
}
