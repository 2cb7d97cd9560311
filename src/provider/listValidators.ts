import type { QueryClient } from "../core/client.js";
import { type PageParams, type WalkOptions, walk } from "../core/pagination.js";
import { queryContract } from "../core/query.js";
import { validatorsAnswer } from "./answers.js";
import type { Validator } from "./getValidator.js";
import { validatorsWire } from "./queryWire.js";

export interface ListValidatorsParams extends PageParams {
  /** The provider. */
  readonly contract: string;
}

/**
 * One page of the consumer chain's validators, ascending by address.
 *
 * @throws InvalidArgumentError, QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const first = await listValidators(client, { contract, limit: 100 });
 * ```
 */
export async function listValidators(client: QueryClient, params: ListValidatorsParams): Promise<readonly Validator[]> {
  const answer = await queryContract(client, params.contract, validatorsWire(params), validatorsAnswer);
  return answer.validators;
}

/**
 * All of the consumer chain's validators, fetched page by page.
 *
 * @throws as {@link listValidators}; TooManyItemsError
 *
 * @example
 * ```ts
 * for await (const validator of iterateValidators(client, { contract })) console.log(validator.address);
 * ```
 */
export function iterateValidators(
  client: QueryClient,
  params: ListValidatorsParams,
  options?: WalkOptions,
): AsyncGenerator<Validator, void, undefined> {
  return walk(
    (startAfter) => listValidators(client, startAfter === undefined ? params : { ...params, startAfter }),
    (validator) => validator.address,
    options,
    params.startAfter,
  );
}
