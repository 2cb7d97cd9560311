import type { QueryClient } from "../core/client.js";
import { type PageParams, type WalkOptions, walk } from "../core/pagination.js";
import { queryContract } from "../core/query.js";
import type { Balance } from "./getBalance.js";
import { accountsAnswer } from "./schema.js";
import { accountsWire } from "./wire.js";

export interface ListAccountsParams extends PageParams {
  /** The lockup. */
  readonly contract: string;
}

export interface Account extends Balance {
  readonly address: string;
}

/**
 * One page of the lockup's accounts, ascending by address.
 *
 * @throws InvalidArgumentError, QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const first = await listAccounts(client, { contract, limit: 100 });
 * ```
 */
export async function listAccounts(client: QueryClient, params: ListAccountsParams): Promise<readonly Account[]> {
  const answer = await queryContract(client, params.contract, accountsWire(params), accountsAnswer);
  return answer.accounts;
}

/**
 * All of the lockup's accounts, fetched page by page.
 *
 * @throws as {@link listAccounts}; TooManyItemsError
 *
 * @example
 * ```ts
 * for await (const { address, bonded } of iterateAccounts(client, { contract })) console.log(address, bonded);
 * ```
 */
export function iterateAccounts(
  client: QueryClient,
  params: ListAccountsParams,
  options?: WalkOptions,
): AsyncGenerator<Account, void, undefined> {
  return walk(
    (startAfter) => listAccounts(client, startAfter === undefined ? params : { ...params, startAfter }),
    (account) => account.address,
    options,
    params.startAfter,
  );
}
