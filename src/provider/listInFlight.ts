import type { QueryClient } from "../core/client.js";
import { type PageParams, type WalkOptions, walk } from "../core/pagination.js";
import { queryContract } from "../core/query.js";
import { inFlightAnswer } from "./answers.js";
import { inFlightWire } from "./queryWire.js";

export interface ListInFlightParams extends PageParams<number> {
  /** The provider. */
  readonly contract: string;
  readonly account: string;
}

export interface InFlight {
  /** Cursor. */
  readonly id: number;
  readonly channelId: string;
  readonly sequence: bigint;
  readonly validator: string;
  /** Base units. */
  readonly amount: bigint;
  /** Seconds since 1970: the packet's timeout. */
  readonly timeoutAt: number;
}

/**
 * One page of an account's stake that the consumer has not answered, oldest first.
 *
 * @throws InvalidAddressError, InvalidArgumentError, QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const entries = await listInFlight(client, { contract, account });
 * ```
 */
export async function listInFlight(client: QueryClient, params: ListInFlightParams): Promise<readonly InFlight[]> {
  const answer = await queryContract(client, params.contract, inFlightWire(params), inFlightAnswer);
  return answer.entries;
}

/**
 * All of an account's unanswered stake, fetched page by page.
 *
 * @throws as {@link listInFlight}; TooManyItemsError
 *
 * @example
 * ```ts
 * for await (const { sequence } of iterateInFlight(client, { contract, account })) console.log(sequence);
 * ```
 */
export function iterateInFlight(
  client: QueryClient,
  params: ListInFlightParams,
  options?: WalkOptions,
): AsyncGenerator<InFlight, void, undefined> {
  return walk(
    (startAfter) => listInFlight(client, startAfter === undefined ? params : { ...params, startAfter }),
    (entry) => entry.id,
    options,
    params.startAfter,
  );
}
