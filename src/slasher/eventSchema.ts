/** The slasher's events as the wire has them, and what the SDK reads out of them. */
import * as z from "zod/mini";
import { decimal } from "../core/scalars.js";

/** The events that are read, by the name the contract gives them. */
export const events = {
  submit_evidence: z.pipe(
    z.object({ validator: z.string(), amount: decimal, evidence_id: z.optional(z.string()) }),
    z.transform(({ amount, evidence_id, ...rest }) => ({
      kind: "submitEvidence" as const,
      ...rest,
      ratio: amount,
      evidenceId: evidence_id,
    })),
  ),
};
