/** Answers to the `distribution` queries of contracts, as wasmd gives them. */

import { requireAddress } from "../auth.js";
import { formatDec } from "../decimal.js";
import { stakingError } from "../staking/errors.js";
import type { StakingStore } from "../staking/store.js";
import type { Block, ContractQuery } from "../types.js";
import { unsupportedRequest } from "../wasm/errors.js";
import type { DecCoins } from "./dec-coins.js";
import * as dec from "./dec-coins.js";
import { delegationRewards } from "./rewards.js";
import type { DistributionStore } from "./store.js";

interface OfDelegator {
  readonly delegator_address: string;
}

interface DistributionQuery {
  readonly delegator_withdraw_address?: OfDelegator;
  readonly delegation_rewards?: OfDelegator & { readonly validator_address: string };
  readonly delegation_total_rewards?: OfDelegator;
  readonly delegator_validators?: OfDelegator;
}

/** Throws an `SdkError`: sdk/7 for a bad address, staking/3 and 19, a `SystemError` for an unknown query. */
export function answerDistribution(
  store: DistributionStore,
  staking: StakingStore,
  query: ContractQuery,
  block: Block,
): unknown {
  const asked = query as DistributionQuery;
  const of = ({ delegator_address }: OfDelegator) =>
    requireAddress(staking.prefix, "account", "delegator", delegator_address);
  const rewards = (validator: string, delegator: string): DecCoins => {
    const found = staking.requireValidator(validator);
    const delegation = staking.delegation(delegator, validator);
    if (delegation === undefined) throw stakingError("noDelegation");
    return delegationRewards(store, found, delegation, block.height);
  };

  if (asked.delegator_withdraw_address !== undefined) {
    return { withdraw_address: store.withdrawAddress(of(asked.delegator_withdraw_address)) };
  }
  if (asked.delegation_rewards !== undefined) {
    const { validator_address } = asked.delegation_rewards;
    const operator = requireAddress(staking.prefix, "operator", "validator", validator_address);
    return { rewards: wire(rewards(operator, of(asked.delegation_rewards))) };
  }
  if (asked.delegation_total_rewards !== undefined) {
    const delegator = of(asked.delegation_total_rewards);
    const each = staking.delegationsOf(delegator).map(({ validator }) => ({
      validator_address: validator,
      reward: rewards(validator, delegator),
    }));
    const total = each.reduce<DecCoins>((sum, { reward }) => dec.add(sum, reward), []);
    return { rewards: each.map((one) => ({ ...one, reward: wire(one.reward) })), total: wire(total) };
  }
  if (asked.delegator_validators !== undefined) {
    return { validators: staking.delegationsOf(of(asked.delegator_validators)).map(({ validator }) => validator) };
  }
  throw unsupportedRequest("unknown distribution query");
}

function wire(coins: DecCoins) {
  return coins.map(({ denom, amount }) => ({ denom, amount: formatDec(amount) }));
}
