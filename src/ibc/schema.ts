/** The packets between a provider and its consumer, and acknowledgements, as the wire has them. */
import * as z from "zod/mini";
import { coin, decimal, option, uint32, uint128 } from "../core/scalars.js";

const stakeChange = z.object({ validator: z.string(), amount: uint128, key: z.string() });

export const providerPacket = z.union([
  z.object({ list_validators: z.object({}) }),
  z.object({ stake: stakeChange }),
  z.object({ unstake: stakeChange }),
  z.object({ list_stakes: z.object({ start_after: option(z.string()), limit: option(uint32) }) }),
]);

export const consumerPacket = z.union([
  z.object({ update_validators: z.object({ added: z.array(z.string()), removed: z.array(z.string()) }) }),
  z.object({ rewards: z.object({ validator: z.string(), total_funds: coin }) }),
  z.object({ slash_report: z.object({ validator: z.string(), ratio: decimal }) }),
  z.object({ announced: z.object({ channel_id: z.string(), validator: z.string() }) }),
]);

/** ICS-20, version 1. */
export const transferPacket = z.object({
  denom: z.string(),
  amount: uint128,
  sender: z.string(),
  receiver: z.string(),
  memo: z.optional(z.string()),
});

export const ack = z.union([z.object({ result: z.string() }), z.object({ error: z.string() })]);

export const listValidatorsAck = z.object({ validators: z.array(z.string()) });

export const listStakesAck = z.object({ stakes: z.array(z.object({ validator: z.string(), amount: uint128 })) });

export const announcedAck = z.object({ amount: uint128 });
