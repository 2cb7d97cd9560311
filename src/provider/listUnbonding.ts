import type { QueryClient } from "../core/client.js";
import { type PageParams, type WalkOptions, walk } from "../core/pagination.js";
import { queryContract } from "../core/query.js";
import { unbondingAnswer } from "./answers.js";
import { unbondingWire } from "./queryWire.js";

export interface ListUnbondingParams extends PageParams<number> {
  /** The provider. */
  readonly contract: string;
  readonly account: string;
}

export interface Unbonding {
  /** Cursor. */
  readonly id: number;
  readonly validator: string;
  /** Worth now, in base units. */
  readonly tokens: bigint;
  /** Slashed or cut, not yet settled. */
  readonly slashed: bigint;
  /** Seconds since 1970. */
  readonly openedAt: number;
  /** Seconds since 1970; from then on `unbond` releases it. */
  readonly releaseAt: number;
}

/**
 * One page of an account's unbondings, oldest first.
 *
 * @throws InvalidAddressError, InvalidArgumentError, QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const entries = await listUnbonding(client, { contract, account });
 * ```
 */
export async function listUnbonding(client: QueryClient, params: ListUnbondingParams): Promise<readonly Unbonding[]> {
  const answer = await queryContract(client, params.contract, unbondingWire(params), unbondingAnswer);
  return answer.entries;
}

/**
 * All of an account's unbondings, fetched page by page.
 *
 * @throws as {@link listUnbonding}; TooManyItemsError
 *
 * @example
 * ```ts
 * for await (const { tokens, releaseAt } of iterateUnbonding(client, { contract, account })) console.log(tokens, releaseAt);
 * ```
 */
export function iterateUnbonding(
  client: QueryClient,
  params: ListUnbondingParams,
  options?: WalkOptions,
): AsyncGenerator<Unbonding, void, undefined> {
  return walk(
    (startAfter) => listUnbonding(client, startAfter === undefined ? params : { ...params, startAfter }),
    (entry) => entry.id,
    options,
    params.startAfter,
  );
}
