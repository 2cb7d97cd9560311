export { type BondParams, bond, bondMsg } from "./bond.js";
export { type BurnParams, burn, burnMsg } from "./burn.js";
export { createLockupClient, type LockupClient, type LockupReader } from "./client.js";
export {
  AboveDelegatedError,
  ClaimsLockedError,
  DelegatedLocallyError,
  InsufficientBondedError,
  InsufficientClaimError,
  InvalidLabelError,
  lockupErrorFrom,
  NoClaimsError,
  NothingToBurnError,
  OtherAmountSentError,
  TooManyClaimsError,
} from "./errors.js";
export { type LockupEvent, lockupEvents } from "./events.js";
export { type Balance, type GetBalanceParams, getBalance } from "./getBalance.js";
export { type GetConfigParams, getConfig, type LockupConfig } from "./getConfig.js";
export { type GetLocalStakeParams, getLocalStake, type LocalStake } from "./getLocalStake.js";
export { type GetTotalsParams, getTotals, type Totals } from "./getTotals.js";
export { type GrantClaimParams, grantClaim, grantClaimMsg } from "./grantClaim.js";
export { type HomeSlashedParams, homeSlashedMsg } from "./homeSlashed.js";
export { type InitParams, initMsg } from "./init.js";
export { type Account, iterateAccounts, type ListAccountsParams, listAccounts } from "./listAccounts.js";
export {
  iterateLienholders,
  type ListLienholdersParams,
  listLienholders,
  type NamedLienholder,
} from "./listLienholders.js";
export { type NameLienholderParams, nameLienholder, nameLienholderMsg } from "./nameLienholder.js";
export { type ReleaseClaimParams, releaseClaim, releaseClaimMsg } from "./releaseClaim.js";
export { type ReturnLocalParams, returnLocalMsg } from "./returnLocal.js";
export type {
  Claim,
  ExecuteMsg as LockupExecuteMsg,
  InstantiateMsg as LockupInstantiateMsg,
  QueryMsg as LockupQueryMsg,
} from "./schema.js";
export { type SlashClaimParams, slashClaim, slashClaimMsg } from "./slashClaim.js";
export { type UnbondParams, unbond, unbondMsg } from "./unbond.js";
