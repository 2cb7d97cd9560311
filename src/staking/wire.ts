/** From parameters in the SDK's words to meta-staking's messages. Every argument is checked here. */
import { assertAccount, assertValidator } from "../core/address.js";
import { assertInteger } from "../core/argument.js";
import { amountToWire, assertDenom, type Coin, coinToWire } from "../core/coin.js";
import { onlySet } from "../core/message.js";
import { type PageParams, pageToWire } from "../core/pagination.js";
import type { InitParams } from "./init.js";
import type { ExecuteMsg, InstantiateMsg, QueryMsg, SudoMsg } from "./schema.js";

export function initWire(params: InitParams): InstantiateMsg {
  const { admin, unbondingTime, rewardsDenom } = params;
  if (admin !== undefined) assertAccount(admin, undefined, "admin");
  return onlySet({
    admin,
    unbonding_time: unbondingTime === undefined ? undefined : assertInteger("unbondingTime", unbondingTime, 1),
    rewards_denom: rewardsDenom === undefined ? undefined : assertDenom(rewardsDenom),
  });
}

interface Change {
  readonly sender: string;
  readonly validator: string;
  readonly amount: bigint;
}

function change({ sender, validator, amount }: Change): { validator: string; amount: string } {
  assertValidator(validator, assertAccount(sender, undefined, "sender"));
  return { validator, amount: amountToWire(amount) };
}

export function delegateWire(params: Change): ExecuteMsg {
  return { delegate: change(params) };
}

export function undelegateWire(params: Change): ExecuteMsg {
  return { undelegate: change(params) };
}

export function withdrawDelegatorRewardWire(params: {
  readonly sender: string;
  readonly validator: string;
}): ExecuteMsg {
  assertValidator(params.validator, assertAccount(params.sender, undefined, "sender"));
  return { withdraw_delegator_reward: { validator: params.validator } };
}

export function withdrawToConsumerWire(params: {
  readonly sender: string;
  readonly consumer: string;
  readonly validator: string;
}): ExecuteMsg {
  const { sender, consumer, validator } = params;
  const prefix = assertAccount(sender, undefined, "sender");
  assertAccount(consumer, prefix, "consumer");
  assertValidator(validator, prefix);
  return { withdraw_to_costumer: { consumer, validator } };
}

/** `beside` is an address of the same chain: the sender, or the authority of a proposal. */
export function addConsumerWire(beside: string, params: { readonly consumer: string; readonly funds: Coin }): SudoMsg {
  assertAccount(params.consumer, assertAccount(beside, undefined, "sender"), "consumer");
  const funds = coinToWire(params.funds);
  return { add_consumer: { consumer_address: params.consumer, funds_available_for_staking: { ...funds } } };
}

export function removeConsumerWire(beside: string, params: { readonly consumer: string }): SudoMsg {
  assertAccount(params.consumer, assertAccount(beside, undefined, "sender"), "consumer");
  return { remove_consumer: { consumer_address: params.consumer } };
}

export function bySudo(message: SudoMsg): ExecuteMsg {
  return { sudo: message };
}

export function configWire(): QueryMsg {
  return { config: {} };
}

interface OfConsumer {
  readonly contract: string;
  readonly consumer: string;
}

/** Gives back the chain's prefix. */
function assertConsumer({ contract, consumer }: OfConsumer): string {
  return assertAccount(consumer, assertAccount(contract, undefined, "contract"), "consumer");
}

function pair(params: OfConsumer & { readonly validator: string }): { consumer: string; validator: string } {
  assertValidator(params.validator, assertConsumer(params));
  return { consumer: params.consumer, validator: params.validator };
}

export function delegationsWire(params: OfConsumer): QueryMsg {
  assertConsumer(params);
  return { all_delegations: { consumer: params.consumer } };
}

export function consumerWire(params: OfConsumer): QueryMsg {
  assertConsumer(params);
  return { consumer: { address: params.consumer } };
}

/** Meta-staking's pages begin at `start`, exclusive. */
function startPage(params: PageParams): { start?: string; limit?: number } {
  const { start_after, limit } = pageToWire(params);
  return onlySet({ start: start_after, limit });
}

export function consumersWire(params: PageParams): QueryMsg {
  return { consumers: startPage(params) };
}

export function delegationWire(params: OfConsumer & { readonly validator: string }): QueryMsg {
  return { delegation: pair(params) };
}

export function validatorsWire(params: OfConsumer & PageParams): QueryMsg {
  assertConsumer(params);
  return { all_validators: { consumer: params.consumer, ...startPage(params) } };
}

export function pendingRewardsWire(params: OfConsumer & { readonly validator: string }): QueryMsg {
  return { pending_rewards: pair(params) };
}
