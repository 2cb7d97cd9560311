import { assertMultiplier, assertShares, FULL_MULTIPLIER, type Position, valueOfShares } from "./shares.js";
import { assertAmount, assertSeconds, checkedAdd, checkedSub, fit256 } from "./uint.js";

/** An unstake joins an entry opened less than this part of the period ago. */
export const MERGE_PARTS = 7;

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

/**
 * The multiplier that counts for what is released at `releaseAt`: that after the last slash executed before that time.
 * `history` ascends by time and begins with the validator's first slash.
 *
 * @throws InvalidAmountError, InvalidSecondsError.
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
  for (const slash of history) {
    assertMultiplier(slash.multiplier);
    if (assertSeconds(slash.time) < releaseAt) multiplier = slash.multiplier;
  }
  return multiplier;
}

function assertEntry({ tokens, shares, openedAt, releaseAt }: UnbondingEntry): void {
  assertAmount(tokens);
  assertShares(shares);
  assertSeconds(openedAt);
  assertSeconds(releaseAt);
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
  assertEntry(entry);
  return valueOfShares(entry.shares, multiplierAt(history, entry.releaseAt));
}

/**
 * Puts unstaked stake into the queue of its owner and validator. It joins the newest entry if that was opened less than
 * a seventh of the period ago (whole seconds, floored) and is not released yet; the entry then gets the later release
 * time and keeps the time it was opened. Else it is an entry of its own, last in the queue.
 *
 * @param queue - oldest first
 * @param part - what was taken from the position (see `takeStake`), or in flight (see `splitValue`)
 * @throws InvalidAmountError, InvalidSecondsError, AmountOverflowError.
 *
 * @example
 * ```ts
 * const part = { tokens: 5n, shares: sharesOf(5n, FULL_MULTIPLIER) };
 * const queue = openUnbonding([], part, 0, 700);
 * openUnbonding(queue, part, 99, 700).length; // 1
 * openUnbonding(queue, part, 100, 700).length; // 2
 * ```
 */
export function openUnbonding(
  queue: readonly UnbondingEntry[],
  part: Position,
  now: number,
  period: number,
): readonly UnbondingEntry[] {
  const releaseAt = assertSeconds(assertSeconds(now) + assertSeconds(period));
  const tokens = assertAmount(part.tokens);
  const shares = assertShares(part.shares);
  for (const entry of queue) assertEntry(entry);
  const newest = queue[queue.length - 1];
  const window = Math.floor(period / MERGE_PARTS);
  if (newest === undefined || now - newest.openedAt >= window || now >= newest.releaseAt) {
    return Object.freeze([...queue, Object.freeze({ tokens, shares, openedAt: now, releaseAt })]);
  }
  const joined = Object.freeze({
    tokens: checkedAdd(newest.tokens, tokens),
    shares: fit256(newest.shares + shares, "openUnbonding"),
    openedAt: newest.openedAt,
    releaseAt: Math.max(newest.releaseAt, releaseAt),
  });
  return Object.freeze([...queue.slice(0, -1), joined]);
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
): { readonly queue: readonly UnbondingEntry[]; readonly released: bigint; readonly lost: bigint } {
  assertSeconds(now);
  let released = 0n;
  let lost = 0n;
  const rest: UnbondingEntry[] = [];
  for (const entry of queue) {
    assertEntry(entry);
    if (entry.releaseAt > now) {
      rest.push(entry);
      continue;
    }
    const value = entryValue(entry, history);
    released = checkedAdd(released, value);
    lost = checkedAdd(lost, checkedSub(entry.tokens, value));
  }
  return Object.freeze({ queue: Object.freeze(rest), lost, released });
}
