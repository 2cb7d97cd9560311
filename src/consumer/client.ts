import { type AtContract, type Bound, type ContractConfig, canSign } from "../core/bound.js";
import type { QueryClient, SigningClient } from "../core/client.js";
import type { WalkOptions } from "../core/pagination.js";
import type { SendOptions } from "../core/tx.js";
import { type ClaimRewardsParams, claimRewards } from "./claimRewards.js";
import { getChannel } from "./getChannel.js";
import { getConfig } from "./getConfig.js";
import { getPrice } from "./getPrice.js";
import { iteratePendingReports, type ListPendingReportsParams, listPendingReports } from "./listPendingReports.js";
import { iteratePendingRewards, type ListPendingRewardsParams, listPendingRewards } from "./listPendingRewards.js";
import { iterateStakes, type ListStakesParams, listStakes } from "./listStakes.js";
import { type RebalanceParams, rebalance } from "./rebalance.js";
import { type RetryReportsParams, retryReports } from "./retryReports.js";
import { type RetryRewardsParams, retryRewards } from "./retryRewards.js";
import { type SetCounterpartyParams, setCounterparty } from "./setCounterparty.js";
import { type SetFeedParams, setFeed } from "./setFeed.js";
import { type SetPriceParams, setPrice } from "./setPrice.js";
import { type SyncValidatorsParams, syncValidators } from "./syncValidators.js";
import { type UnbindChannelParams, unbindChannel } from "./unbindChannel.js";
import { type UpdatePriceParams, updatePrice } from "./updatePrice.js";

function reader(client: QueryClient, contract: string) {
  return {
    getConfig: () => getConfig(client, { contract }),
    getChannel: () => getChannel(client, { contract }),
    listStakes: (params: AtContract<ListStakesParams> = {}) => listStakes(client, { contract, ...params }),
    iterateStakes: (params: AtContract<ListStakesParams> = {}, options?: WalkOptions) =>
      iterateStakes(client, { contract, ...params }, options),
    listPendingRewards: (params: AtContract<ListPendingRewardsParams> = {}) =>
      listPendingRewards(client, { contract, ...params }),
    iteratePendingRewards: (params: AtContract<ListPendingRewardsParams> = {}, options?: WalkOptions) =>
      iteratePendingRewards(client, { contract, ...params }, options),
    getPrice: () => getPrice(client, { contract }),
    listPendingReports: (params: AtContract<ListPendingReportsParams> = {}) =>
      listPendingReports(client, { contract, ...params }),
    iteratePendingReports: (params: AtContract<ListPendingReportsParams> = {}, options?: WalkOptions) =>
      iteratePendingReports(client, { contract, ...params }, options),
  };
}

function writer(client: SigningClient, contract: string, sender: string) {
  const call = { contract, sender };
  return {
    claimRewards: (params: Bound<ClaimRewardsParams>, options?: SendOptions) =>
      claimRewards(client, { ...call, ...params }, options),
    syncValidators: (params: Bound<SyncValidatorsParams> = {}, options?: SendOptions) =>
      syncValidators(client, { ...call, ...params }, options),
    retryRewards: (params: Bound<RetryRewardsParams> = {}, options?: SendOptions) =>
      retryRewards(client, { ...call, ...params }, options),
    setCounterparty: (params: Bound<SetCounterpartyParams>, options?: SendOptions) =>
      setCounterparty(client, { ...call, ...params }, options),
    unbindChannel: (params: Bound<UnbindChannelParams> = {}, options?: SendOptions) =>
      unbindChannel(client, { ...call, ...params }, options),
    updatePrice: (params: Bound<UpdatePriceParams> = {}, options?: SendOptions) =>
      updatePrice(client, { ...call, ...params }, options),
    setPrice: (params: Bound<SetPriceParams>, options?: SendOptions) =>
      setPrice(client, { ...call, ...params }, options),
    setFeed: (params: Bound<SetFeedParams>, options?: SendOptions) => setFeed(client, { ...call, ...params }, options),
    rebalance: (params: Bound<RebalanceParams> = {}, options?: SendOptions) =>
      rebalance(client, { ...call, ...params }, options),
    retryReports: (params: Bound<RetryReportsParams> = {}, options?: SendOptions) =>
      retryReports(client, { ...call, ...params }, options),
  };
}

/** The consumer's queries, bound to one contract. */
export type ConsumerReader = ReturnType<typeof reader>;

/** The consumer's queries and messages, bound to one contract. */
export type ConsumerClient = ConsumerReader & ReturnType<typeof writer>;

/**
 * The consumer's queries and messages without repeating client, contract and sender. With a client that can't sign,
 * only the queries.
 *
 * @example
 * ```ts
 * const consumer = createConsumerClient({ client, contract, sender });
 * await consumer.claimRewards({ validator });
 * const stakes = await consumer.listStakes();
 * ```
 */
export function createConsumerClient(config: ContractConfig<SigningClient>): ConsumerClient;
export function createConsumerClient(config: ContractConfig<QueryClient>): ConsumerReader;
export function createConsumerClient({ client, contract, sender = "" }: ContractConfig<QueryClient>): ConsumerReader {
  const queries = reader(client, contract);
  return canSign(client) ? { ...queries, ...writer(client, contract, sender) } : queries;
}
