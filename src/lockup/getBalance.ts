import type { QueryClient } from "../core/client.js";
import { queryContract } from "../core/query.js";
import { balanceAnswer, type Claim } from "./schema.js";
import { balanceWire } from "./wire.js";

export interface GetBalanceParams {
  /** The lockup. */
  readonly contract: string;
  readonly account: string;
}

export interface Balance {
  /** Base units. */
  readonly bonded: bigint;
  /** `bonded` less the largest claim: what can be unbonded now. */
  readonly free: bigint;
  readonly claims: readonly Claim[];
}

/**
 * What an account has bonded and what is pledged of it. An unknown account has zeros.
 *
 * @throws InvalidAddressError, QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const { bonded, free } = await getBalance(client, { contract, account });
 * ```
 */
export async function getBalance(client: QueryClient, params: GetBalanceParams): Promise<Balance> {
  return queryContract(client, params.contract, balanceWire(params), balanceAnswer);
}
