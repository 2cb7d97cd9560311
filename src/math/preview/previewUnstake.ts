import { assertAmount, assertSeconds, checkedAdd } from "../uint.js";
import { MERGE_PARTS } from "../unbonding.js";
import { type Refusal, refusal } from "./refusal.js";

/** An unbonding as `listUnbonding` answers it. */
export interface WaitingUnbonding {
  readonly validator: string;
  readonly tokens: bigint;
  readonly openedAt: number;
  readonly releaseAt: number;
}

/** What an unstake depends on, each as the query of that name answers it. */
export interface UnstakeState {
  readonly validator: string;
  /** `getAccount` at the provider: what the active stake at this validator is worth now. */
  readonly tokens: bigint;
  /** `listUnbonding` at the provider, oldest first. */
  readonly unbonding: readonly WaitingUnbonding[];
  /** Seconds. */
  readonly now: number;
  /** Seconds: the longest that a slasher of the provider names, else the provider's own. */
  readonly period: number;
}

/** What an unstake would leave, and the entry it becomes or joins. */
export interface UnstakePreview {
  readonly ok: true;
  readonly tokens: bigint;
  readonly entry: WaitingUnbonding;
  /** Whether it joins an entry, which is then released later than it was. */
  readonly joins: boolean;
}

/**
 * What `unstake {validator, amount}` at the provider would do now: the clock starts with it, whatever the other chain
 * does. Stake that a dead channel left unanswered can be taken too; that is not counted here. Where a slash of the
 * entry that it joins is not settled yet, the fraction that this lacked may make one token more of it. Where a cut is
 * recorded (`getPendingCut`) the message settles it first: `settle` before.
 *
 * @returns what is left and when what leaves is released; or `insufficientStake` with what there is
 * @throws InvalidAmountError, InvalidSecondsError, AmountOverflowError.
 *
 * @example
 * ```ts
 * const entry = { validator: "v", tokens: 5n, openedAt: 0, releaseAt: 700 };
 * const state = { validator: "v", tokens: 100n, unbonding: [entry], now: 60, period: 700 };
 * previewUnstake(state, 40n).entry; // { validator: "v", tokens: 45n, openedAt: 0, releaseAt: 760 }
 * previewUnstake(state, 101n); // { ok: false, reason: "insufficientStake", max: 100n }
 * ```
 */
export function previewUnstake(
  state: UnstakeState,
  amount: bigint,
): UnstakePreview | Refusal<"zero" | "insufficientStake"> {
  const { validator, now, period } = state;
  if (assertAmount(amount) === 0n) return refusal("zero", assertAmount(state.tokens));
  if (amount > assertAmount(state.tokens)) return refusal("insufficientStake", state.tokens);
  const releaseAt = assertSeconds(assertSeconds(now) + assertSeconds(period));
  const newest = state.unbonding.filter((entry) => entry.validator === validator).at(-1);
  const joins =
    newest !== undefined && now - newest.openedAt < Math.floor(period / MERGE_PARTS) && now < newest.releaseAt;
  const entry = joins
    ? {
        validator,
        tokens: checkedAdd(newest.tokens, amount),
        openedAt: newest.openedAt,
        releaseAt: Math.max(newest.releaseAt, releaseAt),
      }
    : { validator, tokens: amount, openedAt: now, releaseAt };
  return Object.freeze({ ok: true, tokens: state.tokens - amount, entry: Object.freeze(entry), joins });
}
