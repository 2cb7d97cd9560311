import type { QueryClient } from "../core/client.js";
import { queryContract } from "../core/query.js";
import { remoteAnswer } from "./answers.js";
import { remoteWire } from "./queryWire.js";

export interface GetRemoteParams {
  /** The provider. */
  readonly contract: string;
  /** Operator address on the consumer chain. */
  readonly validator: string;
}

/** Base units of the provider chain's token. */
export interface Remote {
  /** Acknowledged stake less acknowledged unstake. */
  readonly known: bigint;
  /** Worth of all active stake: what the consumer should hold. */
  readonly target: bigint;
  /** Unanswered on the bound channel. */
  readonly stakesPending: bigint;
  /** Part of `stakesPending` that belongs to no owner. */
  readonly resentPending: bigint;
  readonly unstakesPending: bigint;
  readonly packetsPending: number;
}

/**
 * What the consumer is known to hold for a validator, and what it should hold.
 *
 * @throws InvalidAddressError, QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const { known, target } = await getRemote(client, { contract, validator });
 * ```
 */
export async function getRemote(client: QueryClient, params: GetRemoteParams): Promise<Remote> {
  return queryContract(client, params.contract, remoteWire(params), remoteAnswer);
}
