export { type ClaimRewardsParams, claimRewards, claimRewardsMsg } from "./claimRewards.js";
export { type ConsumerClient, type ConsumerReader, createConsumerClient } from "./client.js";
export { consumerErrorFrom, DelegationRefusedError, UpdateInFlightError, WrongRewardsDenomError } from "./errors.js";
export { type ConsumerEvent, consumerEvents } from "./events.js";
export { type ConsumerChannel, type GetChannelParams, getChannel } from "./getChannel.js";
export { type ConsumerConfig, type GetConfigParams, getConfig } from "./getConfig.js";
export { type InitParams, initMsg } from "./init.js";
export {
  iteratePendingRewards,
  type ListPendingRewardsParams,
  listPendingRewards,
  type PendingRewards,
} from "./listPendingRewards.js";
export { iterateStakes, type ListStakesParams, listStakes, type RemoteStake } from "./listStakes.js";
export { type ReceiveRewardsParams, receiveRewardsMsg } from "./receiveRewards.js";
export { type RetryRewardsParams, retryRewards, retryRewardsMsg } from "./retryRewards.js";
export type {
  ExecuteMsg as ConsumerExecuteMsg,
  InstantiateMsg as ConsumerInstantiateMsg,
  ProviderEnd,
  QueryMsg as ConsumerQueryMsg,
} from "./schema.js";
export { type SetCounterpartyParams, setCounterparty, setCounterpartyMsg } from "./setCounterparty.js";
export { type SyncValidatorsParams, syncValidators, syncValidatorsMsg } from "./syncValidators.js";
export { type UnbindChannelParams, unbindChannel, unbindChannelMsg } from "./unbindChannel.js";
