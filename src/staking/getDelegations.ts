import type { QueryClient } from "../core/client.js";
import { queryContract } from "../core/query.js";
import { delegationsAnswer } from "./schema.js";
import { delegationsWire } from "./wire.js";

export interface GetDelegationsParams {
  /** Meta-staking. */
  readonly contract: string;
  /** A consumer contract on this chain. */
  readonly consumer: string;
}

export interface Delegation {
  readonly validator: string;
  /** Base units of this chain's token. */
  readonly amount: bigint;
}

/**
 * All that is delegated for a consumer, validator by validator.
 *
 * @throws InvalidAddressError, QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const delegations = await getDelegations(client, { contract, consumer });
 * ```
 */
export async function getDelegations(
  client: QueryClient,
  params: GetDelegationsParams,
): Promise<readonly Delegation[]> {
  return queryContract(client, params.contract, delegationsWire(params), delegationsAnswer);
}
