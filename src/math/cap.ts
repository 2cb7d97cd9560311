import { assertRatio, type Decimal } from "./decimal.js";
import { distributeByKey } from "./distribute.js";
import { assertAmount, checkedSub, fit128, lesser } from "./uint.js";

const UNIT = 10n ** 18n;

/** A consumer at meta-staking. */
export interface PowerRequest {
  readonly consumer: string;
  /** d: asked, over all its validators. */
  readonly asked: bigint;
  /** The fixed cap in tokens: what it may have delegated and unbonding. */
  readonly funds: bigint;
  /** p: at most this part of the total, all consumers counted; 1 is no limit, 0 is none at all. */
  readonly maxShare: Decimal;
}

/** What the allowed power depends on. */
export interface PowerLimits {
  /** L: the chain's own bonded stake. */
  readonly local: bigint;
  /** m: at least this part of the total stays local; 0 is no limit. */
  readonly minLocalShare: Decimal;
}

/** What a consumer may have delegated. */
export interface AllowedPower {
  readonly consumer: string;
  readonly allowed: bigint;
}

/**
 * L, the chain's own bonded stake: total power less what the contract itself delegates to bonded validators.
 *
 * @throws InvalidAmountError, AmountUnderflowError.
 *
 * @example
 * ```ts
 * localPower(1000n, 300n); // 700n
 * ```
 */
export function localPower(totalPower: bigint, delegatedToBonded: bigint): bigint {
  return checkedSub(totalPower, delegatedToBonded);
}

/**
 * How much power each consumer may have. "At most p of the total" counts all consumers: `V_c ≤ p_c × (L + ΣV)`, in its
 * largest real solution. Start from min(asked, funds); while some V_c > p_c × T, bind it to p_c × T and solve
 * `T = (L + Σ unbound) / (1 − Σ bound p)` again. Then "at least m stays local", `ΣV ≤ L × (1 − m) / m`: beyond it all
 * are scaled by the same factor. T is never rounded; each V is floored once, at the end. The dust is nobody's power.
 *
 * @returns in the order given
 * @throws InvalidAmountError, InvalidRatioError, AmountOverflowError.
 *
 * @example
 * ```ts
 * const third = { asked: 1000n, funds: 1000n, maxShare: Decimal.parse("0.3") };
 * const consumers = [{ consumer: "a", ...third }, { consumer: "b", ...third }, { consumer: "c", ...third }];
 * allowedPower({ local: 100n, minLocalShare: Decimal.ZERO }, consumers)[0]; // { consumer: "a", allowed: 300n }
 * allowedPower({ local: 100n, minLocalShare: Decimal.parse("0.4") }, consumers)[0]; // { consumer: "a", allowed: 50n }
 * ```
 */
export function allowedPower(limits: PowerLimits, consumers: readonly PowerRequest[]): readonly AllowedPower[] {
  const rows = consumers.map(({ consumer, asked, funds, maxShare }) => ({
    consumer,
    want: lesser(assertAmount(asked), assertAmount(funds)),
    share: assertRatio(maxShare).atomics,
    bound: false,
  }));
  let base = assertAmount(limits.local);
  for (const row of rows) base += row.want;
  // T = base / (open / 10¹⁸). What is above its bound stays so while T falls, so all that are found bind at once.
  let open = UNIT;
  for (let found = true; found; ) {
    const [atBase, atOpen] = [base, open];
    found = false;
    for (const row of rows) {
      if (row.bound || row.want * atOpen <= row.share * atBase) continue;
      row.bound = true;
      base -= row.want;
      open -= row.share;
      found = true;
    }
  }
  // V = power / open for every row.
  const powers = rows.map((row) => (row.bound ? row.share * base : row.want * open));
  const sum = powers.reduce((total, power) => total + power, 0n);
  const least = assertRatio(limits.minLocalShare).atomics;
  const room = limits.local * (UNIT - least);
  const scaled = sum * least > room * open;
  return rows.map(({ consumer }, index) => {
    const power = powers[index] ?? 0n;
    const allowed = scaled ? (power * room) / (least * sum) : power / open;
    return Object.freeze({ consumer, allowed: fit128(allowed, "allowedPower") });
  });
}

/** What a consumer asks for, or has, at one validator. */
export interface ValidatorAmount {
  readonly validator: string;
  readonly amount: bigint;
}

/**
 * Splits a consumer's allowance over its validators in proportion to what was asked: floors, then one unit each to the
 * largest remainders, ties by address. The parts add up to the allowance exactly, or to all that was asked where that
 * is less.
 *
 * @returns in the order given
 * @throws InvalidAmountError.
 *
 * @example
 * ```ts
 * const asked = [{ validator: "a", amount: 500n }, { validator: "b", amount: 1000n }, { validator: "c", amount: 1000n }];
 * splitAllowance(1000n, asked).map(({ amount }) => amount); // [200n, 400n, 400n]
 * ```
 */
export function splitAllowance(allowed: bigint, asked: readonly ValidatorAmount[]): readonly ValidatorAmount[] {
  const sum = asked.reduce((total, { amount }) => total + assertAmount(amount), 0n);
  const rows = asked.map(({ validator, amount }) => ({ key: validator, weight: amount }));
  const parts = distributeByKey(lesser(assertAmount(allowed), sum), rows);
  return asked.map(({ validator }, index) => Object.freeze({ validator, amount: parts[index] ?? 0n }));
}

/**
 * One step of a validator's granted stake towards its target: down at once; up no further than what is allowed and not
 * granted elsewhere, and what can be spent at that moment. The rest is dropped, not queued.
 *
 * @throws InvalidAmountError.
 *
 * @example
 * ```ts
 * grantStep({ granted: 10n, target: 50n, allowed: 100n, grantedInAll: 70n, spendable: 1000n }); // 40n
 * ```
 */
export function grantStep(step: {
  /** Granted to the consumer at this validator. */
  readonly granted: bigint;
  readonly target: bigint;
  /** Allowed to the consumer, over all validators. */
  readonly allowed: bigint;
  /** Granted to the consumer, over all validators. */
  readonly grantedInAll: bigint;
  readonly spendable: bigint;
}): bigint {
  const { granted, target, allowed, grantedInAll, spendable } = step;
  if (assertAmount(target) <= assertAmount(granted)) return target;
  const room = assertAmount(allowed) > assertAmount(grantedInAll) ? allowed - grantedInAll : 0n;
  return granted + lesser(target - granted, lesser(room, assertAmount(spendable)));
}

/**
 * What a consumer's ledger can spend now: `min(own, balance − rewards owed − funds held for others)`, zero at least,
 * where `own` is its funds less what is granted and unbonding.
 *
 * @throws InvalidAmountError.
 *
 * @example
 * ```ts
 * spendableFunds({ own: 100n, balance: 150n, rewardsOwed: 20n, others: 60n }); // 70n
 * ```
 */
export function spendableFunds(ledger: {
  readonly own: bigint;
  readonly balance: bigint;
  readonly rewardsOwed: bigint;
  readonly others: bigint;
}): bigint {
  const held = assertAmount(ledger.rewardsOwed) + assertAmount(ledger.others);
  return lesser(assertAmount(ledger.own), assertAmount(ledger.balance) > held ? ledger.balance - held : 0n);
}
