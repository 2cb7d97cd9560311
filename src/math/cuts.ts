import { assertShares, type Position, splitStake } from "./shares.js";
import { assertAmount, checkedSub, lesser } from "./uint.js";

/** What the provider has recorded against one owner because slashes elsewhere cut his claim. */
export interface CutLedger {
  /** C: cut, not yet taken from items. */
  readonly cut: bigint;
  /** U: unsettled tokens the cut falls on. */
  readonly base: bigint;
  /** Of the last recorded cut. */
  readonly number: number;
  /** Calls to the lockup that failed and wait for `settle`. */
  readonly queuedRelease: bigint;
  readonly queuedSlash: bigint;
}

/** An item of stake (active, in flight or unbonding) and the number of the last cut it took. */
export interface CutItem extends Position {
  readonly cutNumber: number;
}

function assertLedger({ cut, base, queuedRelease, queuedSlash }: CutLedger): void {
  for (const amount of [cut, base, queuedRelease, queuedSlash]) assertAmount(amount);
}

/**
 * `claim_reduced {owner, amount}`: falls first on queued releases, then on `unsettled` (all tokens of the owner's
 * items; the cut then has a new number and U is all of them), the rest on queued slashes. What is `beyond` all of that
 * falls on calls to the lockup that are under way.
 *
 * @throws InvalidAmountError, AmountUnderflowError where more is cut already than is unsettled.
 *
 * @example
 * ```ts
 * const nothing = { cut: 0n, base: 0n, number: 0, queuedRelease: 30n, queuedSlash: 0n };
 * recordCut(nothing, 50n, 100n).ledger; // { cut: 20n, base: 100n, number: 1, queuedRelease: 0n, queuedSlash: 0n }
 * ```
 */
export function recordCut(
  ledger: CutLedger,
  amount: bigint,
  unsettled: bigint,
): { readonly ledger: CutLedger; readonly beyond: bigint } {
  assertLedger(ledger);
  const release = lesser(assertAmount(amount), ledger.queuedRelease);
  const items = lesser(amount - release, checkedSub(unsettled, ledger.cut));
  const slash = lesser(amount - release - items, ledger.queuedSlash);
  const further = items > 0n;
  const after = Object.freeze({
    cut: ledger.cut + items,
    base: further ? unsettled : ledger.base,
    number: further ? ledger.number + 1 : ledger.number,
    queuedRelease: ledger.queuedRelease - release,
    queuedSlash: ledger.queuedSlash - slash,
  });
  return Object.freeze({ ledger: after, beyond: amount - release - items - slash });
}

/**
 * What touches an item first takes its part of the recorded cut off it, `floor(C × x / U)`, once per cut; then C falls
 * by that and U by x. The last item takes all that is left, so the parts add up to the cut exactly. The item's shares
 * become `ceil(shares × (x − taken) / x)`.
 *
 * @throws InvalidAmountError, AmountUnderflowError where the item is larger than U.
 *
 * @example
 * ```ts
 * const ledger = { cut: 10n, base: 30n, number: 1, queuedRelease: 0n, queuedSlash: 0n };
 * takeCut(ledger, { tokens: 20n, shares: 20n, cutNumber: 0 }).taken; // 6n
 * ```
 */
export function takeCut(
  ledger: CutLedger,
  item: CutItem,
): { readonly ledger: CutLedger; readonly item: CutItem; readonly taken: bigint } {
  assertLedger(ledger);
  assertAmount(item.tokens);
  assertShares(item.shares);
  if (item.cutNumber === ledger.number) return Object.freeze({ ledger, item, taken: 0n });
  const { tokens } = item;
  if (ledger.cut === 0n) {
    return Object.freeze({ ledger, item: Object.freeze({ ...item, cutNumber: ledger.number }), taken: 0n });
  }
  const base = checkedSub(ledger.base, tokens);
  // U is at least C, so it is not zero here.
  const taken = (ledger.cut * tokens) / ledger.base;
  const { rest } = splitStake(item, taken);
  return Object.freeze({
    ledger: Object.freeze({ ...ledger, cut: ledger.cut - taken, base }),
    item: Object.freeze({ ...rest, cutNumber: ledger.number }),
    taken,
  });
}

/**
 * What of its queued calls the provider can make now: no more than the lockup's `claim` has above `backing`, the
 * unsettled tokens less the recorded cut. Slashes come first; the rest stays queued.
 *
 * @throws InvalidAmountError.
 *
 * @example
 * ```ts
 * const ledger = { cut: 0n, base: 0n, number: 0, queuedRelease: 30n, queuedSlash: 20n };
 * callsDue(ledger, 140n, 100n); // { slash: 20n, release: 20n }
 * ```
 */
export function callsDue(
  ledger: CutLedger,
  claim: bigint,
  backing: bigint,
): { readonly slash: bigint; readonly release: bigint } {
  assertLedger(ledger);
  const open = assertAmount(claim) > assertAmount(backing) ? claim - backing : 0n;
  const slash = lesser(ledger.queuedSlash, open);
  return Object.freeze({ slash, release: lesser(ledger.queuedRelease, open - slash) });
}
