/** From parameters in the SDK's words to the lockup's messages. Every argument is checked here. */
import { assertAccount, assertValidator } from "../core/address.js";
import { toUtf8 } from "../core/bytes.js";
import { amountToWire, assertDenom, type Coin } from "../core/coin.js";
import { onlySet } from "../core/message.js";
import { type PageParams, pageToWire } from "../core/pagination.js";
import { InvalidArgumentError } from "../errors/input.js";
import type { InitParams } from "./init.js";
import type { ExecuteMsg, InstantiateMsg, QueryMsg } from "./schema.js";

/** Longest name of a lienholder, in bytes of UTF-8. */
const LONGEST_LABEL = 128;

export function initWire(params: InitParams): InstantiateMsg {
  const { denom, admin, localStaking } = params;
  const prefix = admin === undefined ? undefined : assertAccount(admin, undefined, "admin");
  if (localStaking !== undefined) assertAccount(localStaking, prefix, "localStaking");
  return { denom: assertDenom(denom), ...onlySet({ admin, local_staking: localStaking }) };
}

export function bondWire(): ExecuteMsg {
  return { bond: {} };
}

export function unbondWire(params: { readonly amount: bigint }): ExecuteMsg {
  return { unbond: { amount: amountToWire(params.amount) } };
}

export function grantClaimWire(params: {
  readonly sender: string;
  readonly lienholder: string;
  readonly amount: bigint;
  readonly validator: string;
}): ExecuteMsg {
  const { sender, lienholder, amount, validator } = params;
  assertAccount(lienholder, assertAccount(sender, undefined, "sender"), "lienholder");
  assertValidator(validator);
  return { grant_claim: { leinholder: lienholder, amount: amountToWire(amount), validator } };
}

interface ClaimChange {
  readonly sender: string;
  readonly owner: string;
  readonly amount: bigint;
}

function claimChange({ sender, owner, amount }: ClaimChange): { owner: string; amount: string } {
  assertAccount(owner, assertAccount(sender, undefined, "sender"), "owner");
  return { owner, amount: amountToWire(amount) };
}

export function releaseClaimWire(params: ClaimChange): ExecuteMsg {
  return { release_claim: claimChange(params) };
}

export function slashClaimWire(params: ClaimChange): ExecuteMsg {
  return { slash_claim: claimChange(params) };
}

export function burnWire(): ExecuteMsg {
  return { burn: {} };
}

function assertLabel(label: string): string {
  if (typeof label !== "string" || label === "" || toUtf8(label).length > LONGEST_LABEL) {
    throw new InvalidArgumentError("label", `a text of 1 to ${LONGEST_LABEL} bytes`, label);
  }
  return label;
}

export function nameLienholderWire(params: {
  readonly sender: string;
  readonly lienholder: string;
  readonly label?: string;
}): ExecuteMsg {
  const { sender, lienholder, label } = params;
  assertAccount(lienholder, assertAccount(sender, undefined, "sender"), "lienholder");
  const named = label === undefined ? undefined : assertLabel(label);
  return { name_lienholder: { lienholder, ...onlySet({ label: named }) } };
}

export function returnLocalWire(params: {
  readonly sender: string;
  readonly owner: string;
  readonly funds: Coin;
  readonly burn: boolean;
}): ExecuteMsg {
  const { sender, owner, funds, burn } = params;
  if (typeof burn !== "boolean") throw new InvalidArgumentError("burn", "true or false", burn);
  return { return_local: { ...claimChange({ sender, owner, amount: funds.amount }), burn } };
}

export function homeSlashedWire(params: ClaimChange): ExecuteMsg {
  return { home_slashed: claimChange(params) };
}

interface OfAccount {
  readonly contract: string;
  readonly account: string;
}

function ofAccount({ contract, account }: OfAccount): { account: string } {
  assertAccount(account, assertAccount(contract, undefined, "contract"));
  return { account };
}

export function balanceWire(params: OfAccount): QueryMsg {
  return { balance: ofAccount(params) };
}

export function localStakeWire(params: OfAccount): QueryMsg {
  return { local_stake: ofAccount(params) };
}

export function configWire(): QueryMsg {
  return { config: {} };
}

export function accountsWire(params: PageParams): QueryMsg {
  return { accounts: pageToWire(params) };
}

export function lienholdersWire(params: PageParams): QueryMsg {
  return { lienholders: pageToWire(params) };
}

export function totalsWire(): QueryMsg {
  return { totals: {} };
}
