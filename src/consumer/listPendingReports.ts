import type { QueryClient } from "../core/client.js";
import { type PageParams, type WalkOptions, walk } from "../core/pagination.js";
import { queryContract } from "../core/query.js";
import type { Decimal } from "../math/decimal.js";
import { pendingReportsAnswer } from "./schema.js";
import { pendingReportsWire } from "./wire.js";

export interface ListPendingReportsParams extends PageParams {
  /** The consumer. */
  readonly contract: string;
}

/** A report of a slash that the provider has not answered. */
export interface SentReport {
  readonly channelId: string;
  /** The share of the validator's stake that was slashed. */
  readonly ratio: Decimal;
}

export interface PendingReports {
  readonly validator: string;
  /** The share that waits to be reported, over all slashes in it: `1 − Π(1 − rᵢ)`. */
  readonly waiting: Decimal;
  readonly sent: readonly SentReport[];
}

/**
 * One page of the slashes of this chain that the provider has not been told, or has not answered, ascending by
 * validator.
 *
 * @throws InvalidArgumentError, QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const reports = await listPendingReports(client, { contract });
 * ```
 */
export async function listPendingReports(
  client: QueryClient,
  params: ListPendingReportsParams,
): Promise<readonly PendingReports[]> {
  const answer = await queryContract(client, params.contract, pendingReportsWire(params), pendingReportsAnswer);
  return answer.reports;
}

/**
 * All slashes of this chain that the provider has not been told, or has not answered, fetched page by page.
 *
 * @throws as {@link listPendingReports}; TooManyItemsError
 *
 * @example
 * ```ts
 * for await (const { validator, waiting } of iteratePendingReports(client, { contract })) console.log(validator, waiting);
 * ```
 */
export function iteratePendingReports(
  client: QueryClient,
  params: ListPendingReportsParams,
  options?: WalkOptions,
): AsyncGenerator<PendingReports, void, undefined> {
  return walk(
    (startAfter) => listPendingReports(client, startAfter === undefined ? params : { ...params, startAfter }),
    (reports) => reports.validator,
    options,
    params.startAfter,
  );
}
