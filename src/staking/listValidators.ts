import type { QueryClient } from "../core/client.js";
import { type PageParams, type WalkOptions, walk } from "../core/pagination.js";
import { queryContract } from "../core/query.js";
import { addressesAnswer } from "./schema.js";
import { validatorsWire } from "./wire.js";

export interface ListValidatorsParams extends PageParams {
  /** Meta-staking. */
  readonly contract: string;
  /** A consumer contract on this chain. */
  readonly consumer: string;
}

/**
 * One page of the validators that something is delegated to for a consumer, ascending.
 *
 * @throws InvalidAddressError, InvalidArgumentError, QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const validators = await listValidators(client, { contract, consumer });
 * ```
 */
export async function listValidators(client: QueryClient, params: ListValidatorsParams): Promise<readonly string[]> {
  return queryContract(client, params.contract, validatorsWire(params), addressesAnswer);
}

/**
 * All validators that something is delegated to for a consumer, fetched page by page.
 *
 * @throws as {@link listValidators}; TooManyItemsError
 *
 * @example
 * ```ts
 * for await (const validator of iterateValidators(client, { contract, consumer })) console.log(validator);
 * ```
 */
export function iterateValidators(
  client: QueryClient,
  params: ListValidatorsParams,
  options?: WalkOptions,
): AsyncGenerator<string, void, undefined> {
  return walk(
    (startAfter) => listValidators(client, startAfter === undefined ? params : { ...params, startAfter }),
    (validator) => validator,
    options,
    params.startAfter,
  );
}
