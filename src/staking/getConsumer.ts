import type { QueryClient } from "../core/client.js";
import { queryContract } from "../core/query.js";
import type { Decimal } from "../math/decimal.js";
import { consumerAnswer, type Overflow } from "./schema.js";
import { consumerWire } from "./wire.js";

export interface GetConsumerParams {
  /** Meta-staking. */
  readonly contract: string;
  /** A consumer contract on this chain. */
  readonly consumer: string;
}

/** Base units of this chain's token. */
export interface Consumer {
  /** The fixed limit; does not fall when something is delegated. */
  readonly availableFunds: bigint;
  /** Delegated, over all validators. */
  readonly totalStaked: bigint;
  /** Undelegated, not yet paid out by the chain; counts against the limit too. */
  readonly unbonding: bigint;
  /** Collected and not yet paid, over all validators. */
  readonly pendingRewards: Decimal;
  readonly paidRewardsPerToken: Decimal;
  /** Wanted, over all validators. */
  readonly asked: bigint;
  /** At most this part of the chain's power, all consumers counted; 1 is no limit. */
  readonly maxShare: Decimal;
  /** What happens to a stake that takes it above what it is allowed. */
  readonly overflow: Overflow;
  /** The part of its rewards that it is paid. */
  readonly rewardFactor: Decimal;
}

/**
 * A consumer's limits and books.
 *
 * @throws InvalidAddressError, QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const { totalStaked } = await getConsumer(client, { contract, consumer });
 * ```
 */
export async function getConsumer(client: QueryClient, params: GetConsumerParams): Promise<Consumer> {
  return queryContract(client, params.contract, consumerWire(params), consumerAnswer);
}
