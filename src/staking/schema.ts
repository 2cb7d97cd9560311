/** Meta-staking's messages and answers as the wire has them, and what the SDK reads out of the answers. */
import * as z from "zod/mini";
import { coinText, decimal, option, uint32, uint64, uint128, uint128Text } from "../core/scalars.js";

export const instantiateMsg = z.strictObject({
  admin: z.optional(z.string()),
  unbonding_time: z.optional(uint64),
  rewards_denom: z.optional(z.string()),
});

const change = z.strictObject({ validator: z.string(), amount: uint128Text });

export const sudoMsg = z.union([
  z.strictObject({
    add_consumer: z.strictObject({ consumer_address: z.string(), funds_available_for_staking: coinText }),
  }),
  z.strictObject({ remove_consumer: z.strictObject({ consumer_address: z.string() }) }),
]);

export const executeMsg = z.union([
  z.strictObject({ delegate: change }),
  z.strictObject({ undelegate: change }),
  z.strictObject({ withdraw_delegator_reward: z.strictObject({ validator: z.string() }) }),
  z.strictObject({ withdraw_to_costumer: z.strictObject({ consumer: z.string(), validator: z.string() }) }),
  z.strictObject({ sudo: sudoMsg }),
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
]);

export const configAnswer = z.pipe(
  z.object({ admin: z.string(), denom: z.string(), rewards_denom: option(z.string()), unbonding_time: uint64 }),
  z.transform((wire) => ({
    admin: wire.admin,
    denom: wire.denom,
    rewardsDenom: wire.rewards_denom,
    unbondingTime: wire.unbonding_time,
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
  }),
  z.transform((wire) => ({
    availableFunds: wire.available_funds,
    totalStaked: wire.total_staked,
    unbonding: wire.unbonding,
    pendingRewards: wire.rewards.pending,
    paidRewardsPerToken: wire.rewards.paid_rewards_per_token,
  })),
);

export const addressesAnswer = z.array(z.string());

export const delegationAnswer = uint128;

export const pendingRewardsAnswer = z.object({ denom: option(z.string()), amount: uint128 });

export type InstantiateMsg = z.input<typeof instantiateMsg>;
export type ExecuteMsg = z.input<typeof executeMsg>;
export type SudoMsg = z.input<typeof sudoMsg>;
export type QueryMsg = z.input<typeof queryMsg>;
