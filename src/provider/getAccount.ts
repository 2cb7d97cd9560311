import type { QueryClient } from "../core/client.js";
import { queryContract } from "../core/query.js";
import { accountAnswer } from "./answers.js";
import { accountWire } from "./queryWire.js";

export interface GetAccountParams {
  /** The provider. */
  readonly contract: string;
  readonly account: string;
}

export interface Stake {
  readonly validator: string;
  /** Worth of the position now, in base units. */
  readonly tokens: bigint;
  /** Slashed, not yet pushed to the lockup. */
  readonly slashed: bigint;
}

/**
 * The active stake of an account, validator by validator. An unknown account has none.
 *
 * @throws InvalidAddressError, QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const stakes = await getAccount(client, { contract, account });
 * ```
 */
export async function getAccount(client: QueryClient, params: GetAccountParams): Promise<readonly Stake[]> {
  const answer = await queryContract(client, params.contract, accountWire(params), accountAnswer);
  return answer.staked;
}
