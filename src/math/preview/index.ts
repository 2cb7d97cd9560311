export { type CapPreview, type CappedConsumer, previewCap } from "./previewCap.js";
export {
  type CrossStakePreview,
  type CrossStakeRefusal,
  type CrossStakeState,
  previewCrossStake,
} from "./previewCrossStake.js";
export { type PriceChangePreview, type PricedStake, previewPriceChange } from "./previewPriceChange.js";
export { previewSlash, type SlashedOwner, type SlashLoss, type SlashPreview } from "./previewSlash.js";
export { previewUnbond, type UnbondPreview } from "./previewUnbond.js";
export { previewUnstake, type UnstakePreview, type UnstakeState, type WaitingUnbonding } from "./previewUnstake.js";
export type { Refusal } from "./refusal.js";
