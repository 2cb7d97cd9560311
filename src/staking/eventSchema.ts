/** Meta-staking's events as the wire has them, and what the SDK reads out of them. */
import * as z from "zod/mini";
import { uint128 } from "../core/scalars.js";

/** The events that are read, by the name the contract gives them. */
export const events = {
  delegate: z.pipe(
    z.object({ consumer: z.string(), validator: z.string(), amount: uint128 }),
    z.transform((fields) => ({ kind: "delegate" as const, ...fields })),
  ),
  undelegate: z.pipe(
    z.object({ consumer: z.string(), validator: z.string(), amount: uint128 }),
    z.transform((fields) => ({ kind: "undelegate" as const, ...fields })),
  ),
  book_rewards: z.pipe(
    z.object({ validator: z.string(), amount: uint128, denom: z.string() }),
    z.transform((fields) => ({ kind: "bookRewards" as const, ...fields })),
  ),
  withdraw_to_costumer: z.pipe(
    z.object({ consumer: z.string(), validator: z.string(), amount: uint128, denom: z.string() }),
    z.transform((fields) => ({ kind: "withdrawToConsumer" as const, ...fields })),
  ),
  add_consumer: z.pipe(
    z.object({ consumer: z.string(), funds: uint128, denom: z.string() }),
    z.transform((fields) => ({ kind: "addConsumer" as const, ...fields })),
  ),
  remove_consumer: z.pipe(
    z.object({ consumer: z.string(), funds: uint128 }),
    z.transform((fields) => ({ kind: "removeConsumer" as const, ...fields })),
  ),
};
