import type { QueryClient } from "../core/client.js";
import { queryContract } from "../core/query.js";
import type { Decimal } from "../math/decimal.js";
import { slashersAnswer } from "./answers.js";
import { slashersWire } from "./queryWire.js";

export interface ListSlashersParams {
  /** The provider. */
  readonly contract: string;
}

export interface Slasher {
  readonly address: string;
  /** The most that one of its slashes may take; undefined where there is no limit. */
  readonly maxRatio: Decimal | undefined;
}

/**
 * Who may slash at the provider, ascending by address. There are at most 8, so the list has no pages.
 *
 * @throws QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const slashers = await listSlashers(client, { contract });
 * ```
 */
export async function listSlashers(client: QueryClient, params: ListSlashersParams): Promise<readonly Slasher[]> {
  const answer = await queryContract(client, params.contract, slashersWire(), slashersAnswer);
  return answer.slashers;
}
