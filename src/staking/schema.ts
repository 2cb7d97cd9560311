/** Meta-staking's messages and answers as the wire has them, and what the SDK reads out of the answers. */
import * as z from "zod/mini";
import { coinText, decimal, decimalText, option, uint32, uint64, uint128, uint128Text } from "../core/scalars.js";

const limits = z.strictObject({
  min_local_share: z.optional(decimalText),
  total_power: z.optional(uint128Text),
});

const overflow = z.enum(["reject", "normalize"]);

/** What happens to a stake that takes its consumer above what it is allowed: refused, or taken and shared out. */
export type Overflow = z.output<typeof overflow>;

export const instantiateMsg = z.strictObject({
  admin: z.optional(z.string()),
  unbonding_time: z.optional(uint64),
  rewards_denom: z.optional(z.string()),
  limits: z.optional(limits),
  lockup: z.optional(z.string()),
});

const change = z.strictObject({ validator: z.string(), amount: uint128Text });

const updates = [
  z.strictObject({
    update_consumer: z.strictObject({
      consumer_address: z.string(),
      funds_available: z.optional(coinText),
      max_share: z.optional(decimalText),
      overflow: z.optional(overflow),
      reward_factor: z.optional(decimalText),
    }),
  }),
  z.strictObject({ update_limits: limits }),
  z.strictObject({ sweep: z.strictObject({ denom: z.string(), to: z.string() }) }),
] as const;

export const sudoMsg = z.union([
  z.strictObject({
    add_consumer: z.strictObject({ consumer_address: z.string(), funds_available_for_staking: coinText }),
  }),
  z.strictObject({ remove_consumer: z.strictObject({ consumer_address: z.string() }) }),
  ...updates,
]);

const paged = z.strictObject({ limit: z.optional(uint32) });

export const executeMsg = z.union([
  z.strictObject({ delegate: change }),
  z.strictObject({ adjust: change }),
  z.strictObject({ undelegate: change }),
  z.strictObject({ withdraw_delegator_reward: z.strictObject({ validator: z.string() }) }),
  z.strictObject({ withdraw_to_costumer: z.strictObject({ consumer: z.string(), validator: z.string() }) }),
  z.strictObject({ sudo: sudoMsg }),
  ...updates,
  z.strictObject({ rebalance: paged }),
  z.strictObject({ sync_slash: z.strictObject({ validator: z.string(), limit: z.optional(uint32) }) }),
  z.strictObject({ abstain: z.strictObject({ proposal_id: uint64 }) }),
  z.strictObject({
    receive_claim: z.strictObject({ owner: z.string(), amount: uint128Text, validator: z.string() }),
  }),
  z.strictObject({ claim_reduced: z.strictObject({ owner: z.string(), amount: uint128Text }) }),
  z.strictObject({ unstake_local: change }),
  z.strictObject({ release_local: paged }),
  z.strictObject({
    claim_local_rewards: z.strictObject({ validator: z.string(), recipient: z.optional(z.string()) }),
  }),
]);

const page = { start: z.optional(z.string()), limit: z.optional(uint32) };
const pair = z.strictObject({ consumer: z.string(), validator: z.string() });

export const queryMsg = z.union([
  z.strictObject({ config: z.strictObject({}) }),
  z.strictObject({ all_delegations: z.strictObject({ consumer: z.string() }) }),
  z.strictObject({ consumer: z.strictObject({ address: z.string() }) }),
  z.strictObject({ consumers: z.strictObject(page) }),
  z.strictObject({ delegation: pair }),
  z.strictObject({ all_validators: z.strictObject({ consumer: z.string(), ...page }) }),
  z.strictObject({ pending_rewards: pair }),
  z.strictObject({ limits: z.strictObject({}) }),
  z.strictObject({ power: z.strictObject({}) }),
  z.strictObject({
    targets: z.strictObject({
      consumer: z.string(),
      start_after: z.optional(z.string()),
      limit: z.optional(uint32),
    }),
  }),
  z.strictObject({ local: z.strictObject({ owner: z.string() }) }),
]);

export const configAnswer = z.pipe(
  z.object({
    admin: z.string(),
    denom: z.string(),
    rewards_denom: option(z.string()),
    unbonding_time: uint64,
    lockup: option(z.string()),
  }),
  z.transform((wire) => ({
    admin: wire.admin,
    denom: wire.denom,
    rewardsDenom: wire.rewards_denom,
    unbondingTime: wire.unbonding_time,
    lockup: wire.lockup,
  })),
);

export const delegationsAnswer = z.array(
  z.pipe(
    z.object({ validator: z.string(), delegation: uint128 }),
    z.transform((wire) => ({ validator: wire.validator, amount: wire.delegation })),
  ),
);

export const consumerAnswer = z.pipe(
  z.object({
    available_funds: uint128,
    total_staked: uint128,
    rewards: z.object({ pending: decimal, paid_rewards_per_token: decimal }),
    unbonding: uint128,
    asked: uint128,
    max_share: decimal,
    overflow,
    reward_factor: decimal,
  }),
  z.transform((wire) => ({
    availableFunds: wire.available_funds,
    totalStaked: wire.total_staked,
    unbonding: wire.unbonding,
    asked: wire.asked,
    maxShare: wire.max_share,
    overflow: wire.overflow,
    rewardFactor: wire.reward_factor,
    pendingRewards: wire.rewards.pending,
    paidRewardsPerToken: wire.rewards.paid_rewards_per_token,
  })),
);

export const addressesAnswer = z.array(z.string());

export const delegationAnswer = uint128;

export const pendingRewardsAnswer = z.object({ denom: option(z.string()), amount: uint128 });

export const limitsAnswer = z.pipe(
  z.object({ min_local_share: decimal, total_power: option(uint128) }),
  z.transform((wire) => ({ minLocalShare: wire.min_local_share, totalPower: wire.total_power })),
);

export const powerAnswer = z.pipe(
  z.object({
    total_power: uint128,
    local: uint128,
    consumers: z.array(
      z.object({
        consumer: z.string(),
        asked: uint128,
        allowed: uint128,
        granted: uint128,
        unbonding: uint128,
        queued: uint128,
      }),
    ),
  }),
  z.transform(({ total_power, ...rest }) => ({ totalPower: total_power, ...rest })),
);

export const targetsAnswer = z.array(
  z.object({ validator: z.string(), asked: uint128, granted: uint128, target: uint128 }),
);

export const localAnswer = z.object({
  positions: z.array(z.object({ validator: z.string(), tokens: uint128, rewards: uint128 })),
  unbonding: z.array(
    z.pipe(
      z.object({ validator: z.string(), amount: uint128, release: option(uint64) }),
      z.transform(({ release, ...rest }) => ({ ...rest, releaseTime: release })),
    ),
  ),
  owed: uint128,
});

export type InstantiateMsg = z.input<typeof instantiateMsg>;
export type ExecuteMsg = z.input<typeof executeMsg>;
export type SudoMsg = z.input<typeof sudoMsg>;
export type QueryMsg = z.input<typeof queryMsg>;
