import type { QueryClient } from "../core/client.js";
import { queryContract } from "../core/query.js";
import { delegationAnswer } from "./schema.js";
import { delegationWire } from "./wire.js";

export interface GetDelegationParams {
  /** Meta-staking. */
  readonly contract: string;
  /** A consumer contract on this chain. */
  readonly consumer: string;
  /** Operator address on this chain. */
  readonly validator: string;
}

/**
 * What is delegated for a consumer to one validator, in base units; 0 where nothing is.
 *
 * @throws InvalidAddressError, QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const amount = await getDelegation(client, { contract, consumer, validator });
 * ```
 */
export async function getDelegation(client: QueryClient, params: GetDelegationParams): Promise<bigint> {
  return queryContract(client, params.contract, delegationWire(params), delegationAnswer);
}
