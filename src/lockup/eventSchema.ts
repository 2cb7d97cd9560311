/** The lockup's events as the wire has them, and what the SDK reads out of them. */
import * as z from "zod/mini";
import { uint128 } from "../core/scalars.js";

/** The events that are read, by the name the contract gives them. */
export const events = {
  bond: z.pipe(
    z.object({ owner: z.string(), amount: uint128, bonded: uint128 }),
    z.transform((fields) => ({ kind: "bond" as const, ...fields })),
  ),
  unbond: z.pipe(
    z.object({ owner: z.string(), amount: uint128, bonded: uint128 }),
    z.transform((fields) => ({ kind: "unbond" as const, ...fields })),
  ),
  grant_claim: z.pipe(
    z.object({ owner: z.string(), leinholder: z.string(), validator: z.string(), amount: uint128, claim: uint128 }),
    z.transform(({ leinholder, ...rest }) => ({ kind: "grantClaim" as const, ...rest, lienholder: leinholder })),
  ),
  release_claim: z.pipe(
    z.object({ owner: z.string(), leinholder: z.string(), amount: uint128, claim: uint128 }),
    z.transform(({ leinholder, ...rest }) => ({ kind: "releaseClaim" as const, ...rest, lienholder: leinholder })),
  ),
  slash_claim: z.pipe(
    z.object({ owner: z.string(), leinholder: z.string(), amount: uint128, claim: uint128, bonded: uint128 }),
    z.transform(({ leinholder, ...rest }) => ({ kind: "slashClaim" as const, ...rest, lienholder: leinholder })),
  ),
  burn: z.pipe(
    z.object({ amount: uint128, burned: uint128 }),
    z.transform((fields) => ({ kind: "burn" as const, ...fields })),
  ),
  name_lienholder: z.pipe(
    z.object({ lienholder: z.string(), label: z.optional(z.string()) }),
    z.transform((fields) => ({ kind: "nameLienholder" as const, ...fields })),
  ),
  return_local: z.pipe(
    z.object({
      owner: z.string(),
      amount: uint128,
      released: uint128,
      to_burn: uint128,
      claim: uint128,
      bonded: uint128,
    }),
    z.transform(({ to_burn, ...rest }) => ({ kind: "returnLocal" as const, ...rest, toBurn: to_burn })),
  ),
  home_slashed: z.pipe(
    z.object({ owner: z.string(), amount: uint128, claim: uint128, bonded: uint128 }),
    z.transform((fields) => ({ kind: "homeSlashed" as const, ...fields })),
  ),
  claim_reduced: z.pipe(
    z.object({ owner: z.string(), leinholder: z.string(), amount: uint128 }),
    z.transform(({ leinholder, ...rest }) => ({ kind: "claimReduced" as const, ...rest, lienholder: leinholder })),
  ),
  claim_reduced_failed: z.pipe(
    z.object({ owner: z.string(), leinholder: z.string(), amount: uint128, error: z.string() }),
    z.transform(({ leinholder, ...rest }) => ({
      kind: "claimReducedFailed" as const,
      ...rest,
      lienholder: leinholder,
    })),
  ),
};
