/** Sets of decimal amounts: sorted by denom, without zeros. They compute as the SDK's `DecCoins`. */

import {
  add as addDec,
  type Dec,
  formatDec,
  fromInt,
  min,
  mul,
  mulTruncate,
  quoTruncate,
  truncate as truncateDec,
} from "../decimal.js";
import { Panic } from "../gas.js";
import type { DecCoin } from "../staking/types.js";
import type { Coin } from "../types.js";

export type DecCoins = readonly DecCoin[];

export function fromCoins(coins: readonly Coin[]): DecCoins {
  return each(coins, fromInt);
}

export function add(a: DecCoins, b: DecCoins): DecCoins {
  const sums = new Map(a.map(({ denom, amount }) => [denom, amount]));
  for (const { denom, amount } of b) sums.set(denom, addDec(sums.get(denom) ?? 0n, amount));
  return [...sums]
    .filter(([, amount]) => amount !== 0n)
    .sort(([x], [y]) => (x < y ? -1 : 1))
    .map(([denom, amount]) => ({ denom, amount }));
}

/** Throws an `SdkError` (sdk/111222) where it goes below zero. */
export function sub(a: DecCoins, b: DecCoins): DecCoins {
  const rest = add(
    a,
    each(b, (amount) => -amount),
  );
  if (rest.some(({ amount }) => amount < 0n)) throw new Panic("negative coin amount");
  return rest;
}

/** The smaller of both amounts of each denom. */
export function intersect(a: DecCoins, b: DecCoins): DecCoins {
  return withoutZeros(a.map(({ denom, amount }) => ({ denom, amount: min(amount, amountOf(b, denom)) })));
}

/** Whether `a` has at least what `b` has of each denom. */
export function covers(a: DecCoins, b: DecCoins): boolean {
  return b.every(({ denom, amount }) => amountOf(a, denom) >= amount);
}

function amountOf(coins: DecCoins, denom: string): Dec {
  return coins.find((coin) => coin.denom === denom)?.amount ?? 0n;
}

export function mulDec(coins: DecCoins, by: Dec): DecCoins {
  return each(coins, (amount) => mul(amount, by));
}

export function mulDecTruncate(coins: DecCoins, by: Dec): DecCoins {
  return each(coins, (amount) => mulTruncate(amount, by));
}

export function quoDecTruncate(coins: DecCoins, by: Dec): DecCoins {
  return each(coins, (amount) => quoTruncate(amount, by));
}

/** Whole units, and the fractions that are left. */
export function truncate(coins: DecCoins): { readonly whole: readonly Coin[]; readonly rest: DecCoins } {
  const whole = each(coins, truncateDec);
  return { whole, rest: sub(coins, fromCoins(whole)) };
}

/** `1.500000000000000000ustake`, joined by commas. */
export function format(coins: DecCoins): string {
  return coins.map(({ denom, amount }) => `${formatDec(amount)}${denom}`).join(",");
}

function each(coins: readonly Coin[], change: (amount: bigint) => bigint): DecCoins {
  return withoutZeros(coins.map(({ denom, amount }) => ({ denom, amount: change(amount) })));
}

function withoutZeros(coins: DecCoins): DecCoins {
  return coins.filter(({ amount }) => amount !== 0n);
}
