/** The feed's messages and answers as the wire has them, and what the SDK reads out of the answers. */
import * as z from "zod/mini";
import { decimal, decimalText, uint64 } from "../core/scalars.js";

export const instantiateMsg = z.strictObject({ owner: z.string(), rate: decimalText });

export const executeMsg = z.union([z.strictObject({ set: z.strictObject({ rate: decimalText }) })]);

export const queryMsg = z.union([
  z.strictObject({ price: z.strictObject({}) }),
  z.strictObject({ config: z.strictObject({}) }),
]);

export const priceAnswer = z.object({ rate: decimal, time: uint64 });

export const configAnswer = z.object({ owner: z.string() });

export type InstantiateMsg = z.input<typeof instantiateMsg>;
export type ExecuteMsg = z.input<typeof executeMsg>;
export type QueryMsg = z.input<typeof queryMsg>;
