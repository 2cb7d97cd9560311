import type { QueryClient } from "../core/client.js";
import { queryContract } from "../core/query.js";
import type { Decimal } from "../math/decimal.js";
import { configAnswer } from "./schema.js";
import { configWire } from "./wire.js";

export interface GetConfigParams {
  /** The slasher. */
  readonly contract: string;
}

export interface SlasherConfig {
  readonly owner: string;
  /** The provider. */
  readonly slashee: string;
  /** The consumer chain's id; undefined where the slasher takes no votes. */
  readonly chainId: string | undefined;
  /** What two conflicting votes cost; undefined where the slasher takes no votes. */
  readonly slashRatio: Decimal | undefined;
  /** Height on the consumer chain: votes below it are no evidence. */
  readonly minHeight: number;
}

/**
 * Whose evidence counts, whom the slasher slashes at, and on what terms it takes votes.
 *
 * @throws QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const { owner, minHeight } = await getConfig(client, { contract });
 * ```
 */
export async function getConfig(client: QueryClient, params: GetConfigParams): Promise<SlasherConfig> {
  return queryContract(client, params.contract, configWire(), configAnswer);
}
