import type { QueryClient } from "../core/client.js";
import { type PageParams, type WalkOptions, walk } from "../core/pagination.js";
import { queryContract } from "../core/query.js";
import { pendingRewardsAnswer } from "./schema.js";
import { pendingRewardsWire } from "./wire.js";

export interface ListPendingRewardsParams extends PageParams {
  /** The consumer. */
  readonly contract: string;
}

/** Base units of `denom`. */
export interface PendingRewards {
  readonly validator: string;
  readonly denom: string;
  /** Not announced, or the announcement failed. */
  readonly toAnnounce: bigint;
  /** Announced, not answered. */
  readonly announcing: bigint;
  /** Announced and acknowledged; the transfer failed or was not sent. */
  readonly toTransfer: bigint;
  /** Sent by ICS-20, outcome unknown. */
  readonly transferring: bigint;
}

/**
 * One page of the rewards that are on their way or wait for `retryRewards`, ascending by validator.
 *
 * @throws InvalidArgumentError, QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const waiting = await listPendingRewards(client, { contract });
 * ```
 */
export async function listPendingRewards(
  client: QueryClient,
  params: ListPendingRewardsParams,
): Promise<readonly PendingRewards[]> {
  const answer = await queryContract(client, params.contract, pendingRewardsWire(params), pendingRewardsAnswer);
  return answer.rewards;
}

/**
 * All rewards that are on their way or wait, fetched page by page.
 *
 * @throws as {@link listPendingRewards}; TooManyItemsError
 *
 * @example
 * ```ts
 * for await (const { toTransfer } of iteratePendingRewards(client, { contract })) console.log(toTransfer);
 * ```
 */
export function iteratePendingRewards(
  client: QueryClient,
  params: ListPendingRewardsParams,
  options?: WalkOptions,
): AsyncGenerator<PendingRewards, void, undefined> {
  return walk(
    (startAfter) => listPendingRewards(client, startAfter === undefined ? params : { ...params, startAfter }),
    (rewards) => rewards.validator,
    options,
    params.startAfter,
  );
}
