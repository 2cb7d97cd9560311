export { type AddConsumerParams, addConsumer, addConsumerMsg, addConsumerSudoMsg } from "./addConsumer.js";
export { createStakingClient, type StakingClient, type StakingReader } from "./client.js";
export { type DelegateParams, delegateMsg } from "./delegate.js";
export {
  ConsumerExistsError,
  ConsumerHasRewardsError,
  ConsumerHasStakeError,
  DelegationBusyError,
  IncorrectDenomError,
  InsufficientDelegationError,
  NoDelegationError,
  NotEnoughFundsError,
  stakingErrorFrom,
  UnknownConsumerError,
} from "./errors.js";
export { type StakingEvent, stakingEvents } from "./events.js";
export { type GetConfigParams, getConfig, type StakingConfig } from "./getConfig.js";
export { type Consumer, type GetConsumerParams, getConsumer } from "./getConsumer.js";
export { type GetDelegationParams, getDelegation } from "./getDelegation.js";
export { type Delegation, type GetDelegationsParams, getDelegations } from "./getDelegations.js";
export { type GetPendingRewardsParams, getPendingRewards, type PendingRewards } from "./getPendingRewards.js";
export { type InitParams, initMsg } from "./init.js";
export { iterateConsumers, type ListConsumersParams, listConsumers } from "./listConsumers.js";
export { iterateValidators, type ListValidatorsParams, listValidators } from "./listValidators.js";
export {
  type RemoveConsumerParams,
  removeConsumer,
  removeConsumerMsg,
  removeConsumerSudoMsg,
} from "./removeConsumer.js";
export type {
  ExecuteMsg as StakingExecuteMsg,
  InstantiateMsg as StakingInstantiateMsg,
  QueryMsg as StakingQueryMsg,
  SudoMsg as StakingSudoMsg,
} from "./schema.js";
export { type UndelegateParams, undelegateMsg } from "./undelegate.js";
export {
  type WithdrawDelegatorRewardParams,
  withdrawDelegatorReward,
  withdrawDelegatorRewardMsg,
} from "./withdrawDelegatorReward.js";
export { type WithdrawToConsumerParams, withdrawToConsumer, withdrawToConsumerMsg } from "./withdrawToConsumer.js";
