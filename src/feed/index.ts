export { createFeedClient, type FeedClient, type FeedReader } from "./client.js";
export { type FeedConfig, type GetConfigParams, getConfig } from "./getConfig.js";
export { type FeedPrice, type GetPriceParams, getPrice } from "./getPrice.js";
export { type InitParams, initMsg } from "./init.js";
export type {
  ExecuteMsg as FeedExecuteMsg,
  InstantiateMsg as FeedInstantiateMsg,
  QueryMsg as FeedQueryMsg,
} from "./schema.js";
export { type SetPriceParams, setPrice, setPriceMsg } from "./setPrice.js";
