import type { QueryClient } from "../core/client.js";
import { type PageParams, type WalkOptions, walk } from "../core/pagination.js";
import { queryContract } from "../core/query.js";
import { lienholdersAnswer } from "./schema.js";
import { lienholdersWire } from "./wire.js";

export interface ListLienholdersParams extends PageParams {
  /** The lockup. */
  readonly contract: string;
}

/** A lienholder with the name that the lockup's admin gave it. Others may hold claims too. */
export interface NamedLienholder {
  readonly lienholder: string;
  readonly label: string;
}

/**
 * One page of the lienholders that have a name, ascending by address.
 *
 * @throws InvalidArgumentError, QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const first = await listLienholders(client, { contract, limit: 100 });
 * ```
 */
export async function listLienholders(
  client: QueryClient,
  params: ListLienholdersParams,
): Promise<readonly NamedLienholder[]> {
  const answer = await queryContract(client, params.contract, lienholdersWire(params), lienholdersAnswer);
  return answer.lienholders;
}

/**
 * All lienholders that have a name, fetched page by page.
 *
 * @throws as {@link listLienholders}; TooManyItemsError
 *
 * @example
 * ```ts
 * for await (const { lienholder, label } of iterateLienholders(client, { contract })) console.log(lienholder, label);
 * ```
 */
export function iterateLienholders(
  client: QueryClient,
  params: ListLienholdersParams,
  options?: WalkOptions,
): AsyncGenerator<NamedLienholder, void, undefined> {
  return walk(
    (startAfter) => listLienholders(client, startAfter === undefined ? params : { ...params, startAfter }),
    (named) => named.lienholder,
    options,
    params.startAfter,
  );
}
