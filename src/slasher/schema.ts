/** The slasher's messages and answers as the wire has them, and what the SDK reads out of the answers. */
import * as z from "zod/mini";
import { decimal, decimalText, option, uint64 } from "../core/scalars.js";

export const instantiateMsg = z.strictObject({ owner: z.string(), unbonding_period: z.optional(uint64) });

export const executeMsg = z.union([
  z.strictObject({
    submit_evidence: z.strictObject({
      validator: z.string(),
      amount: decimalText,
      evidence_id: z.optional(z.string()),
      tombstone: z.optional(z.boolean()),
    }),
  }),
]);

export const queryMsg = z.union([
  z.strictObject({ config: z.strictObject({}) }),
  z.strictObject({ unbonding_period: z.strictObject({}) }),
  z.strictObject({ evidence: z.strictObject({ evidence_id: z.string() }) }),
]);

export const configAnswer = z.object({ owner: z.string(), slashee: z.string() });

export const unbondingPeriodAnswer = z.object({ unbonding_period: option(uint64) });

const evidence = z.pipe(
  z.object({ validator: z.string(), amount: decimal, tombstone: z.boolean(), height: uint64, time: uint64 }),
  z.transform(({ amount, ...rest }) => ({ ...rest, ratio: amount })),
);

export const evidenceAnswer = z.object({ evidence: option(evidence) });

export type InstantiateMsg = z.input<typeof instantiateMsg>;
export type ExecuteMsg = z.input<typeof executeMsg>;
export type QueryMsg = z.input<typeof queryMsg>;
