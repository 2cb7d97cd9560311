export { type AddSlasherParams, addSlasher, addSlasherMsg } from "./addSlasher.js";
export type { ConsumerEnd } from "./answers.js";
export { type ClaimReducedParams, claimReducedMsg } from "./claimReduced.js";
export { type ClaimRewardsParams, claimRewards, claimRewardsMsg } from "./claimRewards.js";
export { createProviderClient, type ProviderClient, type ProviderReader } from "./client.js";
export { type CreditParams, credit, creditMsg } from "./credit.js";
export {
  AboveSlasherLimitError,
  ChannelSyncingError,
  NoStakeError,
  NothingMaturedError,
  NothingUnallocatedError,
  providerErrorFrom,
  RewardsBalanceError,
  SettleFirstError,
  TooManyAnnouncementsError,
  TooManyPartsError,
  TooManyPositionsError,
  TooManySlashersError,
  UnknownOwnerError,
  UnknownSlasherError,
  ValidatorRemovedError,
  ValidatorSlashedToZeroError,
} from "./errors.js";
export { type ProviderEvent, providerEvents } from "./events.js";
export { type GetAccountParams, getAccount, type Stake } from "./getAccount.js";
export { type GetChannelParams, getChannel, type ProviderChannel } from "./getChannel.js";
export { type GetConfigParams, getConfig, type ProviderConfig } from "./getConfig.js";
export { type GetPendingCutParams, getPendingCut, type PendingCut } from "./getPendingCut.js";
export { type GetPendingRewardsParams, getPendingRewards, type PendingRewards } from "./getPendingRewards.js";
export { type GetRemoteParams, getRemote, type Remote } from "./getRemote.js";
export { type GetRewardsParams, getRewards, type Rewards } from "./getRewards.js";
export { type GetValidatorParams, getValidator, type Validator } from "./getValidator.js";
export { type InitParams, initMsg } from "./init.js";
export { type Delegator, iterateDelegators, type ListDelegatorsParams, listDelegators } from "./listDelegators.js";
export { type InFlight, iterateInFlight, type ListInFlightParams, listInFlight } from "./listInFlight.js";
export { type ListSlashersParams, listSlashers, type Slasher } from "./listSlashers.js";
export { iterateUnbonding, type ListUnbondingParams, listUnbonding, type Unbonding } from "./listUnbonding.js";
export { iterateValidators, type ListValidatorsParams, listValidators } from "./listValidators.js";
export { type ProcessSlashesParams, processSlashes, processSlashesMsg } from "./processSlashes.js";
export { type ReceiveClaimParams, receiveClaimMsg } from "./receiveClaim.js";
export { type RefreshValidatorsParams, refreshValidators, refreshValidatorsMsg } from "./refreshValidators.js";
export { type RemoveSlasherParams, removeSlasher, removeSlasherMsg } from "./removeSlasher.js";
export { type ResendParams, resend, resendMsg } from "./resend.js";
export type {
  ExecuteMsg as ProviderExecuteMsg,
  InstantiateMsg as ProviderInstantiateMsg,
  QueryMsg as ProviderQueryMsg,
} from "./schema.js";
export { type SetCounterpartyParams, setCounterparty, setCounterpartyMsg } from "./setCounterparty.js";
export { type SettleParams, settle, settleMsg } from "./settle.js";
export { type SlashParams, slashMsg } from "./slash.js";
export { type SweepUnallocatedParams, sweepUnallocated, sweepUnallocatedMsg } from "./sweepUnallocated.js";
export { type UnbindChannelParams, unbindChannel, unbindChannelMsg } from "./unbindChannel.js";
export { type UnbondParams, unbond, unbondMsg } from "./unbond.js";
export { type UnstakeParams, unstake, unstakeMsg } from "./unstake.js";
