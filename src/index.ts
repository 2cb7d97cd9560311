/**
 * Everything but math, deploy, wallet and connect, which have their own subpaths. Verbs of different contracts share
 * names (`unbond`, `claimRewards`, `getConfig`), so each contract is a namespace here and a subpath of its own
 * (`mesh-security-sdk/lockup`), which is what a bundle should import.
 */
export { type ConsumerClient, type ConsumerReader, createConsumerClient } from "./consumer/client.js";
export * as consumer from "./consumer/index.js";
export * from "./core/index.js";
export * from "./errors/index.js";
export { createFeedClient, type FeedClient, type FeedReader } from "./feed/client.js";
export * as feed from "./feed/index.js";
export * from "./ibc/index.js";
export { createLockupClient, type LockupClient, type LockupReader } from "./lockup/client.js";
export * as lockup from "./lockup/index.js";
export { createProviderClient, type ProviderClient, type ProviderReader } from "./provider/client.js";
export * as provider from "./provider/index.js";
export { createSlasherClient, type SlasherClient, type SlasherReader } from "./slasher/client.js";
export * as slasher from "./slasher/index.js";
export { createStakingClient, type StakingClient, type StakingReader } from "./staking/client.js";
export * as staking from "./staking/index.js";
