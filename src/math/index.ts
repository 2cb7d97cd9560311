export {
  type AllowedPower,
  allowedPower,
  grantStep,
  localPower,
  type PowerLimits,
  type PowerRequest,
  spendableFunds,
  splitAllowance,
  type ValidatorAmount,
} from "./cap.js";
export {
  type Account,
  type AccountChange,
  applyBond,
  applyGrant,
  applyRelease,
  applySlash,
  applyUnbond,
  type Claim,
  type ClaimNotice,
  canGrant,
  claimOf,
  claimRange,
  crossSlash,
  freeBalance,
  freeRange,
  MAX_CLAIMS,
  maxClaim,
  maxGrant,
} from "./claims.js";
export { type CutItem, type CutLedger, callsDue, recordCut, takeCut } from "./cuts.js";
export { assertRatio, Decimal, parseRatio } from "./decimal.js";
export { distribute, distributeByKey, type Weighted } from "./distribute.js";
export {
  creditReward,
  type Entitlement,
  type RewardPool,
  shrinkEntitlement,
  withdrawEntitlement,
} from "./entitlement.js";
export {
  type AskedChange,
  askedAfterStake,
  askedAfterUnstake,
  askedChange,
  askedFor,
  isFresh,
  jumps,
  type PriceReading,
  toLocalFloor,
} from "./price.js";
export { maxRange, minRange, type Range, spreadRange, sumRanges } from "./range.js";
export {
  claimRewards,
  indexAfter,
  pendingRewards,
  REWARD_BITS,
  type RewardAccount,
  settleRewards,
  splitWhole,
} from "./rewards.js";
export {
  FULL_MULTIPLIER,
  joinStake,
  multiplierDecimal,
  type Position,
  type Settled,
  SHARE_SCALE,
  settle,
  sharesOf,
  slashMultiplier,
  splitStake,
  splitValue,
  takeStake,
  valueOfShares,
} from "./shares.js";
export { assertSlashRatio, composeSlashes, reportedSlash, tombstoneSlash } from "./slash.js";
export {
  assertAmount,
  checkedAdd,
  checkedMul,
  checkedSub,
  MAX_UINT128,
  MAX_UINT256,
  mulDivCeil,
  mulDivFloor,
  parseAmount,
} from "./uint.js";
export {
  entryValue,
  multiplierAt,
  openUnbonding,
  type SlashRecord,
  type UnbondingEntry,
  withdrawMatured,
} from "./unbonding.js";
