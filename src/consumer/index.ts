export { type ClaimRewardsParams, claimRewards, claimRewardsMsg } from "./claimRewards.js";
export { type ConsumerClient, type ConsumerReader, createConsumerClient } from "./client.js";
export {
  consumerErrorFrom,
  DelegationRefusedError,
  FeedAnswerError,
  FuturePriceError,
  NoFeedError,
  NoFreshPriceError,
  OldPriceError,
  StalePriceError,
  UpdateInFlightError,
  WrongRewardsDenomError,
  ZeroPriceError,
} from "./errors.js";
export { type ConsumerEvent, consumerEvents } from "./events.js";
export { type ConsumerChannel, type GetChannelParams, getChannel } from "./getChannel.js";
export { type ConsumerConfig, type GetConfigParams, getConfig } from "./getConfig.js";
export { type GetPriceParams, getPrice, type Price, type WaitingPrice } from "./getPrice.js";
export { type InitParams, initMsg, type PriceRules } from "./init.js";
export {
  iteratePendingReports,
  type ListPendingReportsParams,
  listPendingReports,
  type PendingReports,
  type SentReport,
} from "./listPendingReports.js";
export {
  iteratePendingRewards,
  type ListPendingRewardsParams,
  listPendingRewards,
  type PendingRewards,
} from "./listPendingRewards.js";
export { iterateStakes, type ListStakesParams, listStakes, type RemoteStake } from "./listStakes.js";
export { type RebalanceParams, rebalance, rebalanceMsg } from "./rebalance.js";
export { type ReceiveRewardsParams, receiveRewardsMsg } from "./receiveRewards.js";
export { type RetryReportsParams, retryReports, retryReportsMsg } from "./retryReports.js";
export { type RetryRewardsParams, retryRewards, retryRewardsMsg } from "./retryRewards.js";
export type {
  ExecuteMsg as ConsumerExecuteMsg,
  InstantiateMsg as ConsumerInstantiateMsg,
  ProviderEnd,
  QueryMsg as ConsumerQueryMsg,
  SudoMsg as ConsumerSudoMsg,
} from "./schema.js";
export {
  type SetCounterpartyParams,
  setCounterparty,
  setCounterpartyMsg,
  setCounterpartySudoMsg,
} from "./setCounterparty.js";
export { type SetFeedParams, setFeed, setFeedMsg, setFeedSudoMsg } from "./setFeed.js";
export { type SetPriceParams, setPrice, setPriceMsg, setPriceSudoMsg } from "./setPrice.js";
export { type SyncValidatorsParams, syncValidators, syncValidatorsMsg } from "./syncValidators.js";
export { type UnbindChannelParams, unbindChannel, unbindChannelMsg, unbindChannelSudoMsg } from "./unbindChannel.js";
export { type UpdatePriceParams, updatePrice, updatePriceMsg } from "./updatePrice.js";
export { type ValidatorSlashedParams, validatorSlashedMsg } from "./validatorSlashed.js";
