import type { QueryClient } from "../core/client.js";
import { queryContract } from "../core/query.js";
import { localStakeAnswer } from "./schema.js";
import { localStakeWire } from "./wire.js";

export interface GetLocalStakeParams {
  /** The lockup. */
  readonly contract: string;
  readonly account: string;
}

/** What an account has with the home chain's meta-staking, as the lockup knows it. Base units. */
export interface LocalStake {
  /** Delegated or on their way back: the claim and `burnOnReturn`. */
  readonly delegated: bigint;
  /** The part that slashes took and that is burned when it comes back. */
  readonly burnOnReturn: bigint;
}

/**
 * How much of an account's bonded tokens is delegated on the lockup's own chain. An unknown account has zeros.
 *
 * @throws InvalidAddressError, QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const { delegated } = await getLocalStake(client, { contract, account });
 * ```
 */
export async function getLocalStake(client: QueryClient, params: GetLocalStakeParams): Promise<LocalStake> {
  return queryContract(client, params.contract, localStakeWire(params), localStakeAnswer);
}
