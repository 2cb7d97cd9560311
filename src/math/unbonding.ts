import { FULL_MULTIPLIER, type Position, sharesOf, valueOfShares } from "./shares.js";
import { assertAmount, assertSeconds, checkedAdd, checkedSub, fit256 } from "./uint.js";

/** Stake on its way out, of one owner and validator. Times in seconds. */
export interface UnbondingEntry extends Position {
  readonly openedAt: number;
  readonly releaseAt: number;
}

/** A slash of a validator: when it was executed, and the multiplier after it. */
export interface SlashRecord {
  readonly time: number;
  readonly multiplier: bigint;
}

/** A queue after a step, and what its entries lost to slashes since they were last settled. */
export interface UnbondingChange {
  readonly queue: readonly UnbondingEntry[];
  readonly lost: bigint;
}

/**
 * The multiplier that counts for what is released at `releaseAt`: that after the last slash executed before that time.
 * `history` ascends by time and begins with the validator's first slash.
 *
 * @throws InvalidSecondsError.
 *
 * @example
 * ```ts
 * const history = [{ time: 50, multiplier: FULL_MULTIPLIER / 2n }];
 * multiplierAt(history, 50) === FULL_MULTIPLIER; // true
 * multiplierAt(history, 51) === FULL_MULTIPLIER / 2n; // true
 * ```
 */
export function multiplierAt(history: readonly SlashRecord[], releaseAt: number): bigint {
  assertSeconds(releaseAt);
  let multiplier = FULL_MULTIPLIER;
  for (const slash of history) if (assertSeconds(slash.time) < releaseAt) multiplier = slash.multiplier;
  return multiplier;
}

/**
 * What an entry is worth: slashes from its release time on do not touch it, whether it was withdrawn or not.
 *
 * @throws InvalidAmountError, InvalidSecondsError, AmountOverflowError.
 *
 * @example
 * ```ts
 * const entry = { tokens: 10n, shares: sharesOf(10n, FULL_MULTIPLIER), openedAt: 0, releaseAt: 100 };
 * entryValue(entry, [{ time: 50, multiplier: FULL_MULTIPLIER / 2n }]); // 5n
 * ```
 */
export function entryValue(entry: UnbondingEntry, history: readonly SlashRecord[]): bigint {
  return valueOfShares(entry.shares, multiplierAt(history, entry.releaseAt));
}

/**
 * Puts unstaked stake into the queue of its owner and validator. It joins the entry opened less than a seventh of the
 * period ago, which is settled and gets the later release time; else it is an entry of its own, last in the queue.
 *
 * @param part - what was taken from the position (see `takeStake`), or in flight (see `splitStake`)
 * @throws InvalidAmountError, InvalidSecondsError, AmountOverflowError.
 *
 * @example
 * ```ts
 * const part = { tokens: 5n, shares: sharesOf(5n, FULL_MULTIPLIER) };
 * const { queue } = openUnbonding([], [], part, 0, 700);
 * openUnbonding(queue, [], part, 99, 700).queue; // one entry of 10n tokens, opened at 0, released at 799
 * openUnbonding(queue, [], part, 100, 700).queue.length; // 2
 * ```
 */
export function openUnbonding(
  queue: readonly UnbondingEntry[],
  history: readonly SlashRecord[],
  part: Position,
  now: number,
  period: number,
): UnbondingChange {
  const releaseAt = assertSeconds(assertSeconds(now) + assertSeconds(period));
  assertAmount(part.tokens);
  const young = queue.findIndex((entry) => (now - entry.openedAt) * 7 < period);
  const entry = queue[young];
  if (entry === undefined) {
    const opened = Object.freeze({ tokens: part.tokens, shares: part.shares, openedAt: now, releaseAt });
    return Object.freeze({ queue: Object.freeze([...queue, opened]), lost: 0n });
  }
  const value = entryValue(entry, history);
  const m = history[history.length - 1]?.multiplier ?? FULL_MULTIPLIER;
  const joined = Object.freeze({
    tokens: checkedAdd(value, part.tokens),
    shares: fit256(sharesOf(value, m) + part.shares, "openUnbonding"),
    openedAt: entry.openedAt,
    releaseAt: Math.max(entry.releaseAt, releaseAt),
  });
  return Object.freeze({
    queue: Object.freeze(queue.map((other, index) => (index === young ? joined : other))),
    lost: checkedSub(entry.tokens, value),
  });
}

/**
 * `unbond {}`: what matured by `now` leaves the queue; its value is released, what it lost is slashed at the lockup.
 *
 * @throws InvalidAmountError, InvalidSecondsError, AmountOverflowError.
 *
 * @example
 * ```ts
 * const entry = { tokens: 10n, shares: sharesOf(10n, FULL_MULTIPLIER), openedAt: 0, releaseAt: 100 };
 * withdrawMatured([entry], [{ time: 50, multiplier: FULL_MULTIPLIER / 2n }], 100); // { queue: [], released: 5n, lost: 5n }
 * ```
 */
export function withdrawMatured(
  queue: readonly UnbondingEntry[],
  history: readonly SlashRecord[],
  now: number,
): UnbondingChange & { readonly released: bigint } {
  assertSeconds(now);
  let released = 0n;
  let lost = 0n;
  const rest: UnbondingEntry[] = [];
  for (const entry of queue) {
    if (assertSeconds(entry.releaseAt) > now) {
      rest.push(entry);
      continue;
    }
    const value = entryValue(entry, history);
    released = checkedAdd(released, value);
    lost = checkedAdd(lost, checkedSub(entry.tokens, value));
  }
  return Object.freeze({ queue: Object.freeze(rest), lost, released });
}
