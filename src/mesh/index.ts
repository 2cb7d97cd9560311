export {
  type CollectRewardsParams,
  collectRewards,
  collectRewardsAndWait,
  type RewardsOutcome,
  type SentRewards,
  type WaitForRewardsParams,
  waitForRewards,
} from "./collectRewards.js";
export { type CrossStakeParams, crossStake, crossStakeAndWait, type SentCrossStake } from "./crossStake.js";
export type { Deployment, MeshLink, ProviderChain } from "./deployment.js";
export { getPosition, type LinkPosition, type Position } from "./getPosition.js";
export { clientOf, createMesh, linkOf, localStakingOf, type Mesh, type MeshParams, type Pause } from "./mesh.js";
export { type PushedSlashes, type PushSlashesParams, pushSlashes } from "./pushSlashes.js";
export { type Rebalanced, type RebalanceParams, rebalance } from "./rebalance.js";
export { type StakeLocallyParams, stakeLocally } from "./stakeLocally.js";
export { type SyncedSlash, type SyncSlashParams, syncSlash } from "./syncSlash.js";
export { type SentUnstake, type UnstakeParams, unstake } from "./unstake.js";
export { type UnstakeLocallyParams, unstakeLocally } from "./unstakeLocally.js";
export { type WaitForPacketParams, type WaitOptions, waitForPacket } from "./waitForPacket.js";
