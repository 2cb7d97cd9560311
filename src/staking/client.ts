import { type AtContract, type Bound, type ContractConfig, canSign } from "../core/bound.js";
import type { QueryClient, SigningClient } from "../core/client.js";
import type { WalkOptions } from "../core/pagination.js";
import type { SendOptions } from "../core/tx.js";
import { type AbstainParams, abstain } from "./abstain.js";
import { type AddConsumerParams, addConsumer } from "./addConsumer.js";
import { type ClaimLocalRewardsParams, claimLocalRewards } from "./claimLocalRewards.js";
import { getConfig } from "./getConfig.js";
import { type GetConsumerParams, getConsumer } from "./getConsumer.js";
import { type GetDelegationParams, getDelegation } from "./getDelegation.js";
import { type GetDelegationsParams, getDelegations } from "./getDelegations.js";
import { getLimits } from "./getLimits.js";
import { type GetLocalParams, getLocal } from "./getLocal.js";
import { type GetPendingRewardsParams, getPendingRewards } from "./getPendingRewards.js";
import { getPower } from "./getPower.js";
import { iterateConsumers, type ListConsumersParams, listConsumers } from "./listConsumers.js";
import { iterateTargets, type ListTargetsParams, listTargets } from "./listTargets.js";
import { iterateValidators, type ListValidatorsParams, listValidators } from "./listValidators.js";
import { type RebalanceParams, rebalance } from "./rebalance.js";
import { type ReleaseLocalParams, releaseLocal } from "./releaseLocal.js";
import { type RemoveConsumerParams, removeConsumer } from "./removeConsumer.js";
import { type SweepParams, sweep } from "./sweep.js";
import { type SyncSlashParams, syncSlash } from "./syncSlash.js";
import { type UnstakeLocalParams, unstakeLocal } from "./unstakeLocal.js";
import { type UpdateConsumerParams, updateConsumer } from "./updateConsumer.js";
import { type UpdateLimitsParams, updateLimits } from "./updateLimits.js";
import { type WithdrawDelegatorRewardParams, withdrawDelegatorReward } from "./withdrawDelegatorReward.js";
import { type WithdrawToConsumerParams, withdrawToConsumer } from "./withdrawToConsumer.js";

function reader(client: QueryClient, contract: string) {
  return {
    getConfig: () => getConfig(client, { contract }),
    getDelegations: (params: AtContract<GetDelegationsParams>) => getDelegations(client, { contract, ...params }),
    getConsumer: (params: AtContract<GetConsumerParams>) => getConsumer(client, { contract, ...params }),
    getDelegation: (params: AtContract<GetDelegationParams>) => getDelegation(client, { contract, ...params }),
    getPendingRewards: (params: AtContract<GetPendingRewardsParams>) =>
      getPendingRewards(client, { contract, ...params }),
    listConsumers: (params: AtContract<ListConsumersParams> = {}) => listConsumers(client, { contract, ...params }),
    iterateConsumers: (params: AtContract<ListConsumersParams> = {}, options?: WalkOptions) =>
      iterateConsumers(client, { contract, ...params }, options),
    listValidators: (params: AtContract<ListValidatorsParams>) => listValidators(client, { contract, ...params }),
    iterateValidators: (params: AtContract<ListValidatorsParams>, options?: WalkOptions) =>
      iterateValidators(client, { contract, ...params }, options),
    getLimits: () => getLimits(client, { contract }),
    getPower: () => getPower(client, { contract }),
    listTargets: (params: AtContract<ListTargetsParams>) => listTargets(client, { contract, ...params }),
    iterateTargets: (params: AtContract<ListTargetsParams>, options?: WalkOptions) =>
      iterateTargets(client, { contract, ...params }, options),
    getLocal: (params: AtContract<GetLocalParams>) => getLocal(client, { contract, ...params }),
  };
}

function writer(client: SigningClient, contract: string, sender: string) {
  const call = { contract, sender };
  return {
    withdrawDelegatorReward: (params: Bound<WithdrawDelegatorRewardParams>, options?: SendOptions) =>
      withdrawDelegatorReward(client, { ...call, ...params }, options),
    withdrawToConsumer: (params: Bound<WithdrawToConsumerParams>, options?: SendOptions) =>
      withdrawToConsumer(client, { ...call, ...params }, options),
    addConsumer: (params: Bound<AddConsumerParams>, options?: SendOptions) =>
      addConsumer(client, { ...call, ...params }, options),
    removeConsumer: (params: Bound<RemoveConsumerParams>, options?: SendOptions) =>
      removeConsumer(client, { ...call, ...params }, options),
    updateConsumer: (params: Bound<UpdateConsumerParams>, options?: SendOptions) =>
      updateConsumer(client, { ...call, ...params }, options),
    updateLimits: (params: Bound<UpdateLimitsParams>, options?: SendOptions) =>
      updateLimits(client, { ...call, ...params }, options),
    sweep: (params: Bound<SweepParams>, options?: SendOptions) => sweep(client, { ...call, ...params }, options),
    rebalance: (params: Bound<RebalanceParams> = {}, options?: SendOptions) =>
      rebalance(client, { ...call, ...params }, options),
    syncSlash: (params: Bound<SyncSlashParams>, options?: SendOptions) =>
      syncSlash(client, { ...call, ...params }, options),
    abstain: (params: Bound<AbstainParams>, options?: SendOptions) => abstain(client, { ...call, ...params }, options),
    unstakeLocal: (params: Bound<UnstakeLocalParams>, options?: SendOptions) =>
      unstakeLocal(client, { ...call, ...params }, options),
    releaseLocal: (params: Bound<ReleaseLocalParams> = {}, options?: SendOptions) =>
      releaseLocal(client, { ...call, ...params }, options),
    claimLocalRewards: (params: Bound<ClaimLocalRewardsParams>, options?: SendOptions) =>
      claimLocalRewards(client, { ...call, ...params }, options),
  };
}

/** Meta-staking's queries, bound to one contract. */
export type StakingReader = ReturnType<typeof reader>;

/** Meta-staking's queries and messages, bound to one contract. */
export type StakingClient = StakingReader & ReturnType<typeof writer>;

/**
 * Meta-staking's queries and messages without repeating client, contract and sender. With a client that can't sign,
 * only the queries.
 *
 * @example
 * ```ts
 * const staking = createStakingClient({ client, contract, sender });
 * await staking.withdrawToConsumer({ consumer, validator });
 * const amount = await staking.getDelegation({ consumer, validator });
 * ```
 */
export function createStakingClient(config: ContractConfig<SigningClient>): StakingClient;
export function createStakingClient(config: ContractConfig<QueryClient>): StakingReader;
export function createStakingClient({ client, contract, sender = "" }: ContractConfig<QueryClient>): StakingReader {
  const queries = reader(client, contract);
  return canSign(client) ? { ...queries, ...writer(client, contract, sender) } : queries;
}
