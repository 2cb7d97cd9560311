import type { QueryClient } from "../core/client.js";
import { queryContract } from "../core/query.js";
import type { Decimal } from "../math/decimal.js";
import { limitsAnswer } from "./schema.js";
import { limitsWire } from "./wire.js";

export interface GetLimitsParams {
  /** Meta-staking. */
  readonly contract: string;
}

/** What holds for all consumers together. */
export interface Limits {
  /** At least this part of the chain's power stays its own; 0 is no limit. */
  readonly minLocalShare: Decimal;
  /** What stands for the chain's bonded tokens where their pool can't be read; undefined where it was never set. */
  readonly totalPower: bigint | undefined;
}

/**
 * The limits on what all consumers together may have.
 *
 * @throws QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const { minLocalShare } = await getLimits(client, { contract });
 * ```
 */
export async function getLimits(client: QueryClient, params: GetLimitsParams): Promise<Limits> {
  return queryContract(client, params.contract, limitsWire(), limitsAnswer);
}
