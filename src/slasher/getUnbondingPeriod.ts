import type { QueryClient } from "../core/client.js";
import { queryContract } from "../core/query.js";
import { unbondingPeriodAnswer } from "./schema.js";
import { unbondingPeriodWire } from "./wire.js";

export interface GetUnbondingPeriodParams {
  /** The slasher. */
  readonly contract: string;
}

/**
 * Seconds that stake must stay slashable after it left; undefined where the slasher doesn't care.
 *
 * @throws QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const seconds = await getUnbondingPeriod(client, { contract });
 * ```
 */
export async function getUnbondingPeriod(
  client: QueryClient,
  params: GetUnbondingPeriodParams,
): Promise<number | undefined> {
  const answer = await queryContract(client, params.contract, unbondingPeriodWire(), unbondingPeriodAnswer);
  return answer.unbonding_period;
}
