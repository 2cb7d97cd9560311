import type { QueryClient } from "../core/client.js";
import { queryContract } from "../core/query.js";
import { powerAnswer } from "./schema.js";
import { powerWire } from "./wire.js";

export interface GetPowerParams {
  /** Meta-staking. */
  readonly contract: string;
}

/** What a consumer wants, may have and has. Base units of this chain's token. */
export interface ConsumerPower {
  readonly consumer: string;
  readonly asked: bigint;
  /** By its funds, its share and the part that stays local, as things stand. */
  readonly allowed: bigint;
  /** Delegated, what is queued included; `rebalance` moves it to what is allowed. */
  readonly granted: bigint;
  /** Undelegated, not yet paid out by the chain. */
  readonly unbonding: bigint;
  /** To be undelegated as soon as x/staking takes it. */
  readonly queued: bigint;
}

/** Base units of this chain's token. */
export interface Power {
  /** The chain's bonded tokens. */
  readonly totalPower: bigint;
  /** Those of them that are not delegated by meta-staking for others. */
  readonly local: bigint;
  readonly consumers: readonly ConsumerPower[];
}

/**
 * How the chain's power is shared between its own stake and its consumers.
 *
 * @throws QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const { consumers } = await getPower(client, { contract });
 * const over = consumers.filter(({ granted, allowed }) => granted > allowed);
 * ```
 */
export async function getPower(client: QueryClient, params: GetPowerParams): Promise<Power> {
  return queryContract(client, params.contract, powerWire(), powerAnswer);
}
