import type { QueryClient } from "../core/client.js";
import { type PageParams, type WalkOptions, walk } from "../core/pagination.js";
import { queryContract } from "../core/query.js";
import { delegatorsAnswer } from "./answers.js";
import { delegatorsWire } from "./queryWire.js";

export interface ListDelegatorsParams extends PageParams {
  /** The provider. */
  readonly contract: string;
  /** Operator address on the consumer chain. */
  readonly validator: string;
}

export interface Delegator {
  readonly address: string;
  /** Worth of the position now, in base units. */
  readonly tokens: bigint;
  /** Slashed, not yet pushed to the lockup. */
  readonly slashed: bigint;
}

/**
 * One page of those who stake on a validator, ascending by address.
 *
 * @throws InvalidAddressError, InvalidArgumentError, QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const first = await listDelegators(client, { contract, validator });
 * ```
 */
export async function listDelegators(client: QueryClient, params: ListDelegatorsParams): Promise<readonly Delegator[]> {
  const answer = await queryContract(client, params.contract, delegatorsWire(params), delegatorsAnswer);
  return answer.delegators;
}

/**
 * All who stake on a validator, fetched page by page.
 *
 * @throws as {@link listDelegators}; TooManyItemsError
 *
 * @example
 * ```ts
 * for await (const { address } of iterateDelegators(client, { contract, validator })) console.log(address);
 * ```
 */
export function iterateDelegators(
  client: QueryClient,
  params: ListDelegatorsParams,
  options?: WalkOptions,
): AsyncGenerator<Delegator, void, undefined> {
  return walk(
    (startAfter) => listDelegators(client, startAfter === undefined ? params : { ...params, startAfter }),
    (delegator) => delegator.address,
    options,
    params.startAfter,
  );
}
