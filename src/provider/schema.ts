/** The provider's messages as the wire has them; its answers stand in `answers.ts`. */
import * as z from "zod/mini";
import { decimalText, uint32, uint64, uint128Text } from "../core/scalars.js";

const counterparty = { connection_id: z.string(), port_id: z.optional(z.string()) };

export const instantiateMsg = z.strictObject({
  consumer: z.strictObject(counterparty),
  slasher: z.strictObject({ code_id: uint64, msg: z.string() }),
  lockup: z.string(),
  unbonding_period: uint64,
  rewards_ibc_denom: z.string(),
  packet_lifetime: z.optional(uint64),
  admin: z.optional(z.string()),
  answer_grace: z.optional(uint64),
  max_reported_slash: z.optional(decimalText),
});

const nothing = z.strictObject({});
const limit = z.optional(uint32);
const limited = z.strictObject({ limit });
const ofAddress = z.strictObject({ address: z.string() });

export const executeMsg = z.union([
  z.strictObject({
    slash: z.strictObject({ validator: z.string(), percentage: decimalText, force_unbond: z.boolean() }),
  }),
  z.strictObject({
    receive_claim: z.strictObject({ owner: z.string(), amount: uint128Text, validator: z.string() }),
  }),
  z.strictObject({ claim_reduced: z.strictObject({ owner: z.string(), amount: uint128Text }) }),
  z.strictObject({ unstake: z.strictObject({ amount: uint128Text, validator: z.string() }) }),
  z.strictObject({ unbond: limited }),
  z.strictObject({ claim_rewards: z.strictObject({ validator: z.string(), recipient: z.optional(z.string()) }) }),
  z.strictObject({
    process_slashes: z.strictObject({ validator: z.string(), start_after: z.optional(z.string()), limit }),
  }),
  z.strictObject({ settle: z.strictObject({ owner: z.string(), limit }) }),
  z.strictObject({ resend: limited }),
  z.strictObject({ credit: limited }),
  z.strictObject({ refresh_validators: nothing }),
  z.strictObject({ set_counterparty: z.strictObject(counterparty) }),
  z.strictObject({ unbind_channel: nothing }),
  z.strictObject({
    add_slasher: z.strictObject({ address: z.string(), max_percentage: z.optional(decimalText) }),
  }),
  z.strictObject({ remove_slasher: ofAddress }),
  z.strictObject({ sweep_unallocated: z.strictObject({ to: z.string() }) }),
]);

const page = { start_after: z.optional(z.string()), limit };
const entriesOf = z.strictObject({ address: z.string(), start_after: z.optional(uint64), limit });

export const queryMsg = z.union([
  z.strictObject({ config: nothing }),
  z.strictObject({ account: ofAddress }),
  z.strictObject({ validator: ofAddress }),
  z.strictObject({ list_validators: z.strictObject(page) }),
  z.strictObject({ pending_rewards: z.strictObject({ address: z.string(), validator: z.string() }) }),
  z.strictObject({ unbonding: entriesOf }),
  z.strictObject({ in_flight: entriesOf }),
  z.strictObject({ pending_cut: ofAddress }),
  z.strictObject({ channel: nothing }),
  z.strictObject({ delegators: z.strictObject({ validator: z.string(), ...page }) }),
  z.strictObject({ remote: z.strictObject({ validator: z.string() }) }),
  z.strictObject({ rewards: nothing }),
  z.strictObject({ slashers: nothing }),
]);

export type InstantiateMsg = z.input<typeof instantiateMsg>;
export type ExecuteMsg = z.input<typeof executeMsg>;
export type QueryMsg = z.input<typeof queryMsg>;
