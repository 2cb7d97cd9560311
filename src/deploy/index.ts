export { type AnyMessage, anyMessage } from "./anyMessage.js";
export { ibcDenom } from "./ibcDenom.js";
export { install, predictLockup } from "./install.js";
export type {
  ConsumerTerms,
  ContractBytes,
  InstallChain,
  InstallConsumerChain,
  InstallOptions,
  InstallParams,
  InstallProgress,
  InstallProviderChain,
  NewStaking,
} from "./installParams.js";
export {
  type InstantiateParams,
  instantiateMsg,
  type StoreCodeParams,
  sendMsg,
  storeCodeMsg,
} from "./messages.js";
export { type MigrateParams, migrate, migrateMsg } from "./migrate.js";
export { type PredictAddressParams, predictAddress } from "./predictAddress.js";
export {
  type CommunityPoolSpendParams,
  communityPoolSpendMsg,
  govAccount,
  type MsgSubmitProposal,
  type SubmitProposalParams,
  submitProposalMsg,
} from "./proposal.js";
export type { ChannelEnd, Relaying } from "./relaying.js";
