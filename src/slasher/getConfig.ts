import type { QueryClient } from "../core/client.js";
import { queryContract } from "../core/query.js";
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
}

/**
 * Who may submit evidence, and whom the slasher slashes at.
 *
 * @throws QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const { owner } = await getConfig(client, { contract });
 * ```
 */
export async function getConfig(client: QueryClient, params: GetConfigParams): Promise<SlasherConfig> {
  return queryContract(client, params.contract, configWire(), configAnswer);
}
