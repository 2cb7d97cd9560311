export { ibcDenom } from "./ibcDenom.js";
export {
  type ContractBytes,
  type InstallChain,
  type InstallConsumerChain,
  type InstallOptions,
  type InstallParams,
  type InstallProgress,
  type InstallProviderChain,
  install,
} from "./install.js";
export {
  type InstantiateParams,
  instantiateMsg,
  type StoreCodeParams,
  sendMsg,
  storeCodeMsg,
} from "./messages.js";
export { type MigrateParams, migrate, migrateMsg } from "./migrate.js";
export { type PredictAddressParams, predictAddress } from "./predictAddress.js";
export type { ChannelEnd, Relaying } from "./relaying.js";
