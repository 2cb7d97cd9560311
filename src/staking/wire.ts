/** From parameters in the SDK's words to meta-staking's messages. Every argument is checked here. */
import { assertAccount, assertValidator } from "../core/address.js";
import { assertInteger, assertLimit, shareToWire } from "../core/argument.js";
import { amountToWire, assertDenom, type Coin, coinToWire } from "../core/coin.js";
import { onlySet } from "../core/message.js";
import { type PageParams, pageToWire } from "../core/pagination.js";
import { InvalidArgumentError } from "../errors/input.js";
import type { Decimal } from "../math/decimal.js";
import { assertAmount } from "../math/uint.js";
import type { InitParams, PowerLimits } from "./init.js";
import type { ExecuteMsg, InstantiateMsg, Overflow, QueryMsg, SudoMsg } from "./schema.js";

/** A field's form on the wire, where it is set. */
function ifSet<T, W>(value: T | undefined, toWire: (value: T) => W): W | undefined {
  return value === undefined ? undefined : toWire(value);
}

/** Like `amountToWire`, but zero is an amount too. */
function sizeToWire(amount: bigint): string {
  return assertAmount(amount).toString();
}

function limitsToWire({ minLocalShare, totalPower }: PowerLimits): { min_local_share?: string; total_power?: string } {
  return onlySet({
    min_local_share: ifSet(minLocalShare, shareToWire),
    total_power: ifSet(totalPower, sizeToWire),
  });
}

export function initWire(params: InitParams): InstantiateMsg {
  const { admin, lockup } = params;
  const prefix = ifSet(admin, (address) => assertAccount(address, undefined, "admin"));
  if (lockup !== undefined) assertAccount(lockup, prefix, "lockup");
  return onlySet({
    admin,
    unbonding_time: ifSet(params.unbondingTime, (seconds) => assertInteger("unbondingTime", seconds, 1)),
    rewards_denom: ifSet(params.rewardsDenom, (denom) => assertDenom(denom)),
    limits: ifSet(params.limits, limitsToWire),
    lockup,
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

export function adjustWire(params: Change): ExecuteMsg {
  return { adjust: change(params) };
}

export function undelegateWire(params: Change): ExecuteMsg {
  return { undelegate: change(params) };
}

export function withdrawDelegatorRewardWire(params: OfValidator): ExecuteMsg {
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

/** A change that changes nothing is a mistake of the caller's. */
function assertSome<T extends object>(changes: T): T {
  if (Object.keys(changes).length === 0) throw new InvalidArgumentError("params", "at least one change", "none");
  return changes;
}

const OVERFLOWS: readonly unknown[] = ["reject", "normalize"];

function assertOverflow(overflow: Overflow): Overflow {
  if (!OVERFLOWS.includes(overflow)) throw new InvalidArgumentError("overflow", '"reject" or "normalize"', overflow);
  return overflow;
}

export function updateConsumerWire(
  beside: string,
  params: {
    readonly consumer: string;
    readonly funds?: Coin;
    readonly maxShare?: Decimal;
    readonly overflow?: Overflow;
    readonly rewardFactor?: Decimal;
  },
): Extract<SudoMsg, { update_consumer: unknown }> {
  assertAccount(params.consumer, assertAccount(beside, undefined, "sender"), "consumer");
  const changes = onlySet({
    funds_available: ifSet(params.funds, ({ denom, amount }) => ({
      denom: assertDenom(denom),
      amount: sizeToWire(amount),
    })),
    max_share: ifSet(params.maxShare, shareToWire),
    overflow: ifSet(params.overflow, assertOverflow),
    reward_factor: ifSet(params.rewardFactor, shareToWire),
  });
  return { update_consumer: { consumer_address: params.consumer, ...assertSome(changes) } };
}

export function updateLimitsWire(beside: string, params: PowerLimits): Extract<SudoMsg, { update_limits: unknown }> {
  assertAccount(beside, undefined, "sender");
  return { update_limits: assertSome(limitsToWire(params)) };
}

export function sweepWire(
  beside: string,
  params: { readonly denom: string; readonly recipient: string },
): Extract<SudoMsg, { sweep: unknown }> {
  assertAccount(params.recipient, assertAccount(beside, undefined, "sender"), "recipient");
  return { sweep: { denom: assertDenom(params.denom), to: params.recipient } };
}

const limited = ({ limit }: { readonly limit?: number }) => onlySet({ limit: ifSet(limit, assertLimit) });

export function rebalanceWire(params: { readonly limit?: number }): ExecuteMsg {
  return { rebalance: limited(params) };
}

interface OfValidator {
  readonly sender: string;
  readonly validator: string;
}

export function syncSlashWire(params: OfValidator & { readonly limit?: number }): ExecuteMsg {
  assertValidator(params.validator, assertAccount(params.sender, undefined, "sender"));
  return { sync_slash: { validator: params.validator, ...limited(params) } };
}

export function abstainWire(params: { readonly proposalId: number }): ExecuteMsg {
  return { abstain: { proposal_id: assertInteger("proposalId", params.proposalId, 1) } };
}

export function receiveClaimWire(params: OfValidator & { readonly owner: string; readonly funds: Coin }): ExecuteMsg {
  const { sender, owner, validator, funds } = params;
  assertAccount(owner, assertAccount(sender, undefined, "sender"), "owner");
  return { receive_claim: { owner, ...change({ sender, validator, amount: funds.amount }) } };
}

export function claimReducedWire(params: {
  readonly sender: string;
  readonly owner: string;
  readonly amount: bigint;
}): ExecuteMsg {
  assertAccount(params.owner, assertAccount(params.sender, undefined, "sender"), "owner");
  return { claim_reduced: { owner: params.owner, amount: amountToWire(params.amount) } };
}

export function unstakeLocalWire(params: Change): ExecuteMsg {
  return { unstake_local: change(params) };
}

export function releaseLocalWire(params: { readonly limit?: number }): ExecuteMsg {
  return { release_local: limited(params) };
}

export function claimLocalRewardsWire(params: OfValidator & { readonly recipient?: string }): ExecuteMsg {
  const { sender, validator, recipient } = params;
  const prefix = assertAccount(sender, undefined, "sender");
  assertValidator(validator, prefix);
  if (recipient !== undefined) assertAccount(recipient, prefix, "recipient");
  return { claim_local_rewards: { validator, ...onlySet({ recipient }) } };
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

export function limitsWire(): QueryMsg {
  return { limits: {} };
}

export function powerWire(): QueryMsg {
  return { power: {} };
}

export function targetsWire(params: OfConsumer & PageParams): QueryMsg {
  assertConsumer(params);
  return { targets: { consumer: params.consumer, ...pageToWire(params) } };
}

export function localWire(params: { readonly contract: string; readonly owner: string }): QueryMsg {
  assertAccount(params.owner, assertAccount(params.contract, undefined, "contract"), "owner");
  return { local: { owner: params.owner } };
}
