export { type AbstainParams, abstain, abstainMsg } from "./abstain.js";
export { type AddConsumerParams, addConsumer, addConsumerMsg, addConsumerSudoMsg } from "./addConsumer.js";
export { type AdjustParams, adjustMsg } from "./adjust.js";
export { type ClaimLocalRewardsParams, claimLocalRewards, claimLocalRewardsMsg } from "./claimLocalRewards.js";
export { type ClaimReducedParams, claimReducedMsg } from "./claimReduced.js";
export { createStakingClient, type StakingClient, type StakingReader } from "./client.js";
export { type DelegateParams, delegateMsg } from "./delegate.js";
export {
  AboveAllowedError,
  ClaimFundsError,
  ConsumerExistsError,
  ConsumerHasRewardsError,
  ConsumerHasStakeError,
  DelegationBusyError,
  IncorrectDenomError,
  InsufficientDelegationError,
  InvalidShareError,
  LocalStakeSlashedToZeroError,
  NoDelegationError,
  NotEnoughFundsError,
  NothingHeldApartError,
  stakingErrorFrom,
  TooManyConsumersError,
  TooManyLocalStakesError,
  TooManyLocalUnstakesError,
  TooManyValidatorsError,
  UnknownConsumerError,
} from "./errors.js";
export { type StakingEvent, stakingEvents } from "./events.js";
export { type GetConfigParams, getConfig, type StakingConfig } from "./getConfig.js";
export { type Consumer, type GetConsumerParams, getConsumer } from "./getConsumer.js";
export { type GetDelegationParams, getDelegation } from "./getDelegation.js";
export { type Delegation, type GetDelegationsParams, getDelegations } from "./getDelegations.js";
export { type GetLimitsParams, getLimits, type Limits } from "./getLimits.js";
export { type GetLocalParams, getLocal, type Local, type LocalPosition, type LocalUnbonding } from "./getLocal.js";
export { type GetPendingRewardsParams, getPendingRewards, type PendingRewards } from "./getPendingRewards.js";
export { type ConsumerPower, type GetPowerParams, getPower, type Power } from "./getPower.js";
export { type InitParams, initMsg, type PowerLimits } from "./init.js";
export { iterateConsumers, type ListConsumersParams, listConsumers } from "./listConsumers.js";
export { iterateTargets, type ListTargetsParams, listTargets, type Target } from "./listTargets.js";
export { iterateValidators, type ListValidatorsParams, listValidators } from "./listValidators.js";
export { type RebalanceParams, rebalance, rebalanceMsg } from "./rebalance.js";
export { type ReceiveClaimParams, receiveClaimMsg } from "./receiveClaim.js";
export { type ReleaseLocalParams, releaseLocal, releaseLocalMsg } from "./releaseLocal.js";
export {
  type RemoveConsumerParams,
  removeConsumer,
  removeConsumerMsg,
  removeConsumerSudoMsg,
} from "./removeConsumer.js";
export type {
  ExecuteMsg as StakingExecuteMsg,
  InstantiateMsg as StakingInstantiateMsg,
  Overflow,
  QueryMsg as StakingQueryMsg,
  SudoMsg as StakingSudoMsg,
} from "./schema.js";
export { type SweepParams, sweep, sweepMsg, sweepSudoMsg } from "./sweep.js";
export { type SyncSlashParams, syncSlash, syncSlashMsg } from "./syncSlash.js";
export { type UndelegateParams, undelegateMsg } from "./undelegate.js";
export { type UnstakeLocalParams, unstakeLocal, unstakeLocalMsg } from "./unstakeLocal.js";
export {
  type UpdateConsumerParams,
  updateConsumer,
  updateConsumerMsg,
  updateConsumerSudoMsg,
} from "./updateConsumer.js";
export { type UpdateLimitsParams, updateLimits, updateLimitsMsg, updateLimitsSudoMsg } from "./updateLimits.js";
export {
  type WithdrawDelegatorRewardParams,
  withdrawDelegatorReward,
  withdrawDelegatorRewardMsg,
} from "./withdrawDelegatorReward.js";
export { type WithdrawToConsumerParams, withdrawToConsumer, withdrawToConsumerMsg } from "./withdrawToConsumer.js";
