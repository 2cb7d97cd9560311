import type { QueryClient } from "../core/client.js";
import { queryContract } from "../core/query.js";
import { totalsAnswer } from "./schema.js";
import { totalsWire } from "./wire.js";

export interface GetTotalsParams {
  /** The lockup. */
  readonly contract: string;
}

/** Base units. */
export interface Totals {
  readonly bonded: bigint;
  /** Slashed, still held by the lockup. */
  readonly owedToBurn: bigint;
  /** Slashed and burned, ever. */
  readonly burned: bigint;
  /** With the home chain's meta-staking, as far as the lockup knows: delegated or on their way back. */
  readonly delegatedLocally: bigint;
  /** The part of `delegatedLocally` that slashes took and that is burned when it comes back. */
  readonly burnOnReturn: bigint;
}

/**
 * The lockup's books over all accounts.
 *
 * @throws QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const { owedToBurn } = await getTotals(client, { contract });
 * ```
 */
export async function getTotals(client: QueryClient, params: GetTotalsParams): Promise<Totals> {
  return queryContract(client, params.contract, totalsWire(), totalsAnswer);
}
