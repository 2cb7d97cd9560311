/** The lockup's messages and answers as the wire has them, and what the SDK reads out of the answers. */
import * as z from "zod/mini";
import { option, uint32, uint128, uint128Text } from "../core/scalars.js";

export const instantiateMsg = z.strictObject({
  denom: z.string(),
  admin: z.optional(z.string()),
  local_staking: z.optional(z.string()),
});

const claimChange = z.strictObject({ owner: z.string(), amount: uint128Text });

export const executeMsg = z.union([
  z.strictObject({ bond: z.strictObject({}) }),
  z.strictObject({ unbond: z.strictObject({ amount: uint128Text }) }),
  z.strictObject({
    grant_claim: z.strictObject({ leinholder: z.string(), amount: uint128Text, validator: z.string() }),
  }),
  z.strictObject({ release_claim: claimChange }),
  z.strictObject({ slash_claim: claimChange }),
  z.strictObject({ burn: z.strictObject({}) }),
  z.strictObject({ name_lienholder: z.strictObject({ lienholder: z.string(), label: z.optional(z.string()) }) }),
  z.strictObject({ return_local: z.strictObject({ owner: z.string(), amount: uint128Text, burn: z.boolean() }) }),
  z.strictObject({ home_slashed: claimChange }),
]);

const ofAccount = z.strictObject({ account: z.string() });
const page = z.strictObject({ start_after: z.optional(z.string()), limit: z.optional(uint32) });

export const queryMsg = z.union([
  z.strictObject({ balance: ofAccount }),
  z.strictObject({ config: z.strictObject({}) }),
  z.strictObject({ accounts: page }),
  z.strictObject({ totals: z.strictObject({}) }),
  z.strictObject({ lienholders: page }),
  z.strictObject({ local_stake: ofAccount }),
]);

/** A lienholder's right to slash up to `amount` of the bonded tokens. Claims overlap; they are never added up. */
export interface Claim {
  readonly lienholder: string;
  /** Base units. */
  readonly amount: bigint;
}

const claim = z.pipe(
  z.object({ leinholder: z.string(), amount: uint128 }),
  z.transform((wire): Claim => ({ lienholder: wire.leinholder, amount: wire.amount })),
);

const balance = { bonded: uint128, free: uint128, claims: z.array(claim) };

export const balanceAnswer = z.object(balance);

export const configAnswer = z.pipe(
  z.object({ denom: z.string(), admin: option(z.string()), local_staking: option(z.string()) }),
  z.transform(({ local_staking, ...rest }) => ({ ...rest, localStaking: local_staking })),
);

export const accountsAnswer = z.object({ accounts: z.array(z.object({ address: z.string(), ...balance })) });

export const totalsAnswer = z.pipe(
  z.object({
    bonded: uint128,
    owed_to_burn: uint128,
    burned: uint128,
    delegated_locally: uint128,
    burn_on_return: uint128,
  }),
  z.transform((wire) => ({
    bonded: wire.bonded,
    owedToBurn: wire.owed_to_burn,
    burned: wire.burned,
    delegatedLocally: wire.delegated_locally,
    burnOnReturn: wire.burn_on_return,
  })),
);

export const localStakeAnswer = z.pipe(
  z.object({ delegated: uint128, burn_on_return: uint128 }),
  z.transform((wire) => ({ delegated: wire.delegated, burnOnReturn: wire.burn_on_return })),
);

export const lienholdersAnswer = z.object({
  lienholders: z.array(z.object({ lienholder: z.string(), label: z.string() })),
});

export type InstantiateMsg = z.input<typeof instantiateMsg>;
export type ExecuteMsg = z.input<typeof executeMsg>;
export type QueryMsg = z.input<typeof queryMsg>;
