import type { QueryClient } from "../core/client.js";
import { queryContract } from "../core/query.js";
import { pendingCutAnswer } from "./answers.js";
import { pendingCutWire } from "./queryWire.js";

export interface GetPendingCutParams {
  /** The provider. */
  readonly contract: string;
  readonly account: string;
}

/** Base units. */
export interface PendingCut {
  readonly cut: bigint;
  /** Unsettled tokens that the cut falls on. */
  readonly base: bigint;
  /** Number of the last recorded cut. */
  readonly number: number;
  /** Calls to the lockup that failed and wait for `settle`. */
  readonly queuedRelease: bigint;
  readonly queuedSlash: bigint;
}

/**
 * Cuts that are recorded against an account but not yet taken from its positions, and calls that wait for `settle`.
 *
 * @throws InvalidAddressError, QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const { cut } = await getPendingCut(client, { contract, account });
 * ```
 */
export async function getPendingCut(client: QueryClient, params: GetPendingCutParams): Promise<PendingCut> {
  return queryContract(client, params.contract, pendingCutWire(params), pendingCutAnswer);
}
