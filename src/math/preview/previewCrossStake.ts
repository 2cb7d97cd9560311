import { type Account, applyGrant, type Claim, claimOf, claimRange, freeRange, maxGrant } from "../claims.js";
import type { Decimal } from "../decimal.js";
import type { Range } from "../range.js";
import { assertAmount, checkedAdd, lesser } from "../uint.js";
import { type Refusal, refusal } from "./refusal.js";

/** An owner may have stake at this many validators of one provider. */
const MAX_POSITIONS = 32;

/** What a cross-stake depends on, each as the query of that name answers it. */
export interface CrossStakeState {
  /** `getBalance` at the lockup. */
  readonly balance: Account;
  /** The provider: it will hold the claim. */
  readonly lienholder: string;
  /** `getValidator` at the provider; none where it does not know the validator. */
  readonly validator?: {
    readonly address: string;
    readonly status: "active" | "removed" | "tombstoned";
    readonly multiplier: Decimal;
  };
  /** Validators at which the owner has something there: `getAccount` and `listInFlight`. */
  readonly stakedAt: readonly string[];
  /** Of every provider, what is unanswered: `listInFlight`, summed. */
  readonly inFlight: readonly Claim[];
  /** Whether the provider has an open channel and is not asking for the consumer's list: `getChannel`. */
  readonly channelOpen: boolean;
}

/** What stands once the transaction is in a block, before the other chain answers. */
export interface CrossStakePreview {
  readonly ok: true;
  readonly account: Account;
  /** The claim, whatever the answers will be. */
  readonly claim: Range;
  /** What is free, whatever the answers will be. */
  readonly free: Range;
}

export type CrossStakeRefusal = Refusal<
  | "zero"
  | "insufficientBonded"
  | "unknownValidator"
  | "removedValidator"
  | "tombstonedValidator"
  | "slashedToZero"
  | "tooManyPositions"
  | "noChannel"
>;

function unfit({ validator, stakedAt, channelOpen }: CrossStakeState): CrossStakeRefusal | undefined {
  if (validator === undefined) return refusal("unknownValidator", 0n);
  if (validator.status === "removed") return refusal("removedValidator", 0n);
  if (validator.status === "tombstoned") return refusal("tombstonedValidator", 0n);
  if (validator.multiplier.isZero) return refusal("slashedToZero", 0n);
  if (!channelOpen) return refusal("noChannel", 0n);
  const others = new Set(stakedAt);
  if (others.size >= MAX_POSITIONS && !others.has(validator.address)) return refusal("tooManyPositions", 0n);
  return undefined;
}

/**
 * What `grant_claim` to a provider would do: the claim at the lockup, and the stake that leaves for the consumer. That
 * chain may still refuse it; until it answers, claim and free are ranges. Where a cut is recorded at that provider
 * (`getPendingCut`) the message settles it first, which lowers the account by what slashes took: `settle` before.
 *
 * @returns what stands then; or why the lockup or the provider would refuse, and the most they would accept
 * @throws InvalidAmountError, AmountOverflowError.
 *
 * @example
 * ```ts
 * const validator = { address: "junovaloper1", status: "active", multiplier: Decimal.ONE };
 * const balance = { bonded: 300n, claims: [] };
 * const state = { balance, lienholder: "p", validator, stakedAt: [], inFlight: [], channelOpen: true };
 * previewCrossStake(state, 100n).free; // { low: 200n, high: 300n }
 * previewCrossStake(state, 301n); // { ok: false, reason: "insufficientBonded", max: 300n }
 * ```
 */
export function previewCrossStake(state: CrossStakeState, amount: bigint): CrossStakePreview | CrossStakeRefusal {
  const { balance, lienholder, inFlight } = state;
  const max = maxGrant(balance, lienholder);
  if (assertAmount(amount) === 0n) return refusal("zero", max);
  if (amount > max) return refusal("insufficientBonded", max);
  const refused = unfit(state);
  if (refused !== undefined) return refused;
  const { account } = applyGrant(balance, lienholder, amount);
  const sent = [...inFlight, { lienholder, amount }];
  // While a cut is recorded queries floor each part of it, so that in all a few units more may show than are claimed.
  const waiting = account.claims.map((claim) => {
    const sum = sent.reduce(
      (all, part) => (part.lienholder === claim.lienholder ? checkedAdd(all, part.amount) : all),
      0n,
    );
    return { lienholder: claim.lienholder, amount: lesser(sum, claim.amount) };
  });
  return Object.freeze({
    ok: true,
    account,
    claim: claimRange(claimOf(account, lienholder), claimOf({ ...account, claims: waiting }, lienholder)),
    free: freeRange(account, waiting),
  });
}
