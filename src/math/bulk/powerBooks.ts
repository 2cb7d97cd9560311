import type { PowerLimits, PowerRequest } from "../cap.js";
import { assertRatio } from "../decimal.js";
import { assertAmount, fit128, lesser } from "../uint.js";
import { Tournament } from "./tournament.js";

const UNIT = 10n ** 18n;

/** Doubles this much apart, relatively, are not equal whatever was rounded on the way to them. */
const APART = 2 ** -48;

interface Row {
  want: bigint;
  share: bigint;
  /** want / share, rounded: the total above which the share no longer binds. */
  until: number;
  bound: boolean;
}

const rowOf = ({ asked, funds, maxShare }: PowerRequest): Row => {
  const want = lesser(assertAmount(asked), assertAmount(funds));
  const most = assertRatio(maxShare).atomics;
  // Nothing is never bound, not even by a share of nothing.
  const share = want === 0n ? UNIT : most;
  return { want, share, until: Number(want) / Number(share), bound: false };
};

/**
 * `allowedPower` of many consumers that change one at a time, to the same unit: a change costs the same few operations
 * however many consumers there are, and as many more for each of the others that its maximum share begins or ceases to
 * bind (and a duel of doubles for each doubling of the consumers).
 *
 * It keeps `base` (L and what is wanted by those not bound) and `open` (1 less the bound shares), so that T is
 * `base / open`. Whoever is bound, T is never below the solution: every correction lowers it, and where nobody is to be
 * corrected it is the largest solution.
 *
 * @example
 * ```ts
 * const books = new PowerBooks({ local: 100n, minLocalShare: Decimal.ZERO });
 * for (const consumer of ["a", "b", "c"]) {
 *   books.set({ consumer, asked: 1000n, funds: 1000n, maxShare: Decimal.parse("0.3") });
 * }
 * books.allowed("a"); // 300n
 * books.set({ consumer: "a", asked: 0n, funds: 1000n, maxShare: Decimal.parse("0.3") });
 * [books.allowed("a"), books.allowed("b")]; // [0n, 75n]
 * ```
 */
export class PowerBooks {
  readonly #local: bigint;
  readonly #least: bigint;
  /** L × (1 − m), the numerator of what ΣV may be. */
  readonly #room: bigint;
  readonly #rows: Row[] = [];
  readonly #slots = new Map<string, number>();
  /** The next to be bound, and the next to be free again. */
  readonly #free = new Tournament((a, b) => this.#later(a, b));
  readonly #bound = new Tournament((a, b) => this.#later(b, a));
  #base: bigint;
  #open = UNIT;

  /** @throws InvalidAmountError, InvalidRatioError. */
  constructor({ local, minLocalShare }: PowerLimits) {
    this.#local = assertAmount(local);
    this.#base = local;
    this.#least = assertRatio(minLocalShare).atomics;
    this.#room = local * (UNIT - this.#least);
  }

  /**
   * Adds a consumer, or changes what it asks for, its funds or its share; who asks for nothing is as good as gone.
   *
   * @throws InvalidAmountError, InvalidRatioError.
   *
   * @example
   * ```ts
   * const books = new PowerBooks({ local: 100n, minLocalShare: Decimal.ZERO });
   * books.set({ consumer: "a", asked: 70n, funds: 50n, maxShare: Decimal.ONE });
   * books.allowed("a"); // 50n
   * ```
   */
  set(request: PowerRequest): void {
    const row = rowOf(request);
    let slot = this.#slots.get(request.consumer);
    if (slot === undefined) {
      slot = this.#rows.length;
      this.#slots.set(request.consumer, slot);
    } else {
      const before = this.#rows[slot] as Row;
      row.bound = before.bound;
      if (before.bound) this.#open += before.share;
      else this.#base -= before.want;
    }
    // A share may be too large to be added to the bound ones; that of a free one never is.
    if (row.bound && row.share >= this.#open) {
      row.bound = false;
      this.#bound.set(slot, false);
    }
    this.#rows[slot] = row;
    if (row.bound) this.#open -= row.share;
    else this.#base += row.want;
    (row.bound ? this.#bound : this.#free).set(slot, true);
    this.#correct();
  }

  /**
   * What a consumer may have now; 0 of one that is not known.
   *
   * @throws AmountOverflowError.
   *
   * @example
   * ```ts
   * new PowerBooks({ local: 100n, minLocalShare: Decimal.ZERO }).allowed("nobody"); // 0n
   * ```
   */
  allowed(consumer: string): bigint {
    const row = this.#rows[this.#slots.get(consumer) ?? -1];
    if (row === undefined) return 0n;
    const [base, open, least] = [this.#base, this.#open, this.#least];
    const local = this.#local * open;
    // T ≤ L / m is ΣV ≤ L × (1 − m) / m.
    if (least > 0n && base * least > local) {
      const power = row.bound ? row.share * base : row.want * open;
      return fit128((power * this.#room) / (least * (base * UNIT - local)), "PowerBooks.allowed");
    }
    return row.bound ? fit128((row.share * base) / open, "PowerBooks.allowed") : row.want;
  }

  /** Whether the share of `a` still binds at a total where that of `b` no longer does. */
  #later(a: number, b: number): boolean {
    const [one, other] = [this.#rows[a] as Row, this.#rows[b] as Row];
    if (Math.abs(one.until - other.until) > one.until * APART) return one.until > other.until;
    if (one.want === other.want && one.share === other.share) return false;
    return one.want * other.share > other.want * one.share;
  }

  /** Binds and frees until everybody is as T says. */
  #correct(): void {
    while (true) {
      const total = Number(this.#base) / Number(this.#open);
      const [next, last] = [this.#free.first, this.#bound.first];
      const free = next === undefined ? undefined : (this.#rows[next] as Row);
      const bound = last === undefined ? undefined : (this.#rows[last] as Row);
      if (free && free.until >= total * (1 - APART) && free.want * this.#open > free.share * this.#base) {
        this.#turn(next as number, free);
      } else if (bound && bound.until <= total * (1 + APART) && bound.want * this.#open < bound.share * this.#base) {
        this.#turn(last as number, bound);
      } else return;
    }
  }

  /** Binds who is free, frees who is bound. */
  #turn(slot: number, row: Row): void {
    const sign = row.bound ? 1n : -1n;
    this.#open += sign * row.share;
    this.#base += sign * row.want;
    row.bound = !row.bound;
    this.#free.set(slot, !row.bound);
    this.#bound.set(slot, row.bound);
  }
}
