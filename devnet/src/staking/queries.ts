/** Answers to the `staking` queries of contracts, as wasmd gives them. */

import { requireQueried } from "../auth.js";
import type { WireCoin } from "../coins.js";
import { formatDec, truncate } from "../decimal.js";
import type { Block, ContractQuery } from "../types.js";
import { unsupportedRequest } from "../wasm/errors.js";
import { isBonded } from "./delegate.js";
import { tokensFromShares } from "./shares.js";
import type { StakingStore } from "./store.js";
import type { Delegation, Validator } from "./types.js";

interface StakingQuery {
  readonly bonded_denom?: object;
  readonly all_validators?: object;
  readonly validator?: { readonly address: string };
  readonly all_delegations?: { readonly delegator: string };
  readonly delegation?: { readonly delegator: string; readonly validator: string };
}

/** Throws an `SdkError`: sdk/7 for a bad address, a `SystemError` for an unknown query. */
export function answerStaking(store: StakingStore, query: ContractQuery, block: Block): unknown {
  const { bonded_denom, all_validators, validator, all_delegations, delegation } = query as StakingQuery;
  if (bonded_denom !== undefined) return { denom: store.denom };
  if (all_validators !== undefined) return { validators: bondedValidators(store).map(describe) };
  if (validator !== undefined) {
    const found = store.validator(requireQueried(store.prefix, "operator", validator.address));
    return { validator: found === undefined ? null : describe(found) };
  }
  if (all_delegations !== undefined) {
    const delegator = requireQueried(store.prefix, "account", all_delegations.delegator);
    return { delegations: store.delegationsOf(delegator).map((each) => shortDelegation(store, each)) };
  }
  if (delegation !== undefined) {
    const delegator = requireQueried(store.prefix, "account", delegation.delegator);
    const operator = requireQueried(store.prefix, "operator", delegation.validator);
    const found = store.delegation(delegator, operator);
    return found === undefined ? {} : { delegation: fullDelegation(store, found, block.height) };
  }
  throw unsupportedRequest("unknown Staking variant");
}

/** Most power first. */
export function bondedValidators(store: StakingStore): Validator[] {
  return [...store.validatorsByPower()].filter(({ status }) => isBonded(status));
}

function describe({ operator, commission }: Validator) {
  return {
    address: operator,
    commission: formatDec(commission.rate),
    max_commission: formatDec(commission.maxRate),
    max_change_rate: formatDec(commission.maxChangeRate),
  };
}

function shortDelegation(store: StakingStore, { delegator, validator, shares }: Delegation) {
  const tokens = truncate(tokensFromShares(store.requireValidator(validator), shares));
  return { delegator, validator, amount: wire(store.denom, tokens) };
}

/** All or nothing can be redelegated: wasmd does not look at single entries either. */
function fullDelegation(store: StakingStore, delegation: Delegation, height: bigint) {
  const short = shortDelegation(store, delegation);
  const { delegator, validator } = delegation;
  const rewards = store.hooks.rewardsOf(store.requireValidator(validator), delegation, height);
  const receiving = store.isReceivingRedelegation(delegator, validator);
  return {
    ...short,
    accumulated_rewards: rewards.map(({ denom, amount }) => wire(denom, truncate(amount))),
    can_redelegate: receiving ? wire(store.denom, 0n) : short.amount,
  };
}

function wire(denom: string, amount: bigint): WireCoin {
  return { denom, amount: amount.toString() };
}
