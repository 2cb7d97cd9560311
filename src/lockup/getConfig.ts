import type { QueryClient } from "../core/client.js";
import { queryContract } from "../core/query.js";
import { configAnswer } from "./schema.js";
import { configWire } from "./wire.js";

export interface GetConfigParams {
  /** The lockup. */
  readonly contract: string;
}

export interface LockupConfig {
  /** The one denom that can be bonded. */
  readonly denom: string;
  /** May name lienholders, and nothing else. */
  readonly admin: string | undefined;
  /** Meta-staking on the same chain, which delegates what is pledged to it. */
  readonly localStaking: string | undefined;
}

/**
 * What the lockup was set up with.
 *
 * @throws QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const { denom } = await getConfig(client, { contract });
 * ```
 */
export async function getConfig(client: QueryClient, params: GetConfigParams): Promise<LockupConfig> {
  return queryContract(client, params.contract, configWire(), configAnswer);
}
