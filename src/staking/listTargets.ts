import type { QueryClient } from "../core/client.js";
import { type PageParams, type WalkOptions, walk } from "../core/pagination.js";
import { queryContract } from "../core/query.js";
import { targetsAnswer } from "./schema.js";
import { targetsWire } from "./wire.js";

export interface ListTargetsParams extends PageParams {
  /** Meta-staking. */
  readonly contract: string;
  /** A consumer contract on this chain. */
  readonly consumer: string;
}

/** A consumer at one validator. Base units of this chain's token. */
export interface Target {
  readonly validator: string;
  readonly asked: bigint;
  /** Delegated, what is queued included. */
  readonly granted: bigint;
  /** What `rebalance` moves `granted` to, as things stand. */
  readonly target: bigint;
}

/**
 * One page of what a consumer asks for, has and is to have, ascending by validator.
 *
 * @throws InvalidAddressError, InvalidArgumentError, QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const targets = await listTargets(client, { contract, consumer });
 * ```
 */
export async function listTargets(client: QueryClient, params: ListTargetsParams): Promise<readonly Target[]> {
  return queryContract(client, params.contract, targetsWire(params), targetsAnswer);
}

/**
 * All that a consumer asks for, has and is to have, fetched page by page.
 *
 * @throws as {@link listTargets}; TooManyItemsError
 *
 * @example
 * ```ts
 * for await (const { granted, target } of iterateTargets(client, { contract, consumer })) console.log(granted, target);
 * ```
 */
export function iterateTargets(
  client: QueryClient,
  params: ListTargetsParams,
  options?: WalkOptions,
): AsyncGenerator<Target, void, undefined> {
  return walk(
    (startAfter) => listTargets(client, startAfter === undefined ? params : { ...params, startAfter }),
    (target) => target.validator,
    options,
    params.startAfter,
  );
}
