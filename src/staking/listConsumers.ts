import type { QueryClient } from "../core/client.js";
import { type PageParams, type WalkOptions, walk } from "../core/pagination.js";
import { queryContract } from "../core/query.js";
import { addressesAnswer } from "./schema.js";
import { consumersWire } from "./wire.js";

export interface ListConsumersParams extends PageParams {
  /** Meta-staking. */
  readonly contract: string;
}

/**
 * One page of the registered consumers' addresses, ascending.
 *
 * @throws InvalidArgumentError, QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const consumers = await listConsumers(client, { contract });
 * ```
 */
export async function listConsumers(client: QueryClient, params: ListConsumersParams): Promise<readonly string[]> {
  return queryContract(client, params.contract, consumersWire(params), addressesAnswer);
}

/**
 * All registered consumers' addresses, fetched page by page.
 *
 * @throws as {@link listConsumers}; TooManyItemsError
 *
 * @example
 * ```ts
 * for await (const consumer of iterateConsumers(client, { contract })) console.log(consumer);
 * ```
 */
export function iterateConsumers(
  client: QueryClient,
  params: ListConsumersParams,
  options?: WalkOptions,
): AsyncGenerator<string, void, undefined> {
  return walk(
    (startAfter) => listConsumers(client, startAfter === undefined ? params : { ...params, startAfter }),
    (consumer) => consumer,
    options,
    params.startAfter,
  );
}
