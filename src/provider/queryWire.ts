/** From parameters in the SDK's words to the provider's queries. */
import { assertAccount, assertValidator } from "../core/address.js";
import { type PageParams, pageToWire } from "../core/pagination.js";
import type { QueryMsg } from "./schema.js";

interface OfAccount {
  readonly contract: string;
  readonly account: string;
}

function assertOwn({ contract, account }: OfAccount): string {
  assertAccount(account, assertAccount(contract, undefined, "contract"));
  return account;
}

interface OfValidator {
  readonly validator: string;
}

function assertTheirs({ validator }: OfValidator): string {
  assertValidator(validator);
  return validator;
}

export function configWire(): QueryMsg {
  return { config: {} };
}

export function accountWire(params: OfAccount): QueryMsg {
  return { account: { address: assertOwn(params) } };
}

export function validatorWire(params: OfValidator): QueryMsg {
  return { validator: { address: assertTheirs(params) } };
}

export function validatorsWire(params: PageParams): QueryMsg {
  return { list_validators: pageToWire(params) };
}

export function pendingRewardsWire(params: OfAccount & OfValidator): QueryMsg {
  return { pending_rewards: { address: assertOwn(params), validator: assertTheirs(params) } };
}

export function unbondingWire(params: OfAccount & PageParams<number>): QueryMsg {
  return { unbonding: { address: assertOwn(params), ...pageToWire(params) } };
}

export function inFlightWire(params: OfAccount & PageParams<number>): QueryMsg {
  return { in_flight: { address: assertOwn(params), ...pageToWire(params) } };
}

export function pendingCutWire(params: OfAccount): QueryMsg {
  return { pending_cut: { address: assertOwn(params) } };
}

export function channelWire(): QueryMsg {
  return { channel: {} };
}

export function delegatorsWire(params: OfValidator & PageParams): QueryMsg {
  return { delegators: { validator: assertTheirs(params), ...pageToWire(params) } };
}

export function remoteWire(params: OfValidator): QueryMsg {
  return { remote: { validator: assertTheirs(params) } };
}

export function rewardsWire(): QueryMsg {
  return { rewards: {} };
}

export function slashersWire(): QueryMsg {
  return { slashers: {} };
}
