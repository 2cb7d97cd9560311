import { InvalidDenomError } from "../errors/input.js";
import { InvalidAmountError } from "../errors/number.js";
import { MAX_UINT128 } from "../math/uint.js";
import type { WireCoin } from "./client.js";

/** A coin: `amount` in base units of `denom`. */
export interface Coin {
  readonly denom: string;
  readonly amount: bigint;
}

/** x/bank's rule for denoms. */
const DENOM = /^[a-zA-Z][a-zA-Z0-9/:._-]{2,127}$/;

/**
 * Gives back a denom that x/bank would take; with `known`, only that one.
 *
 * @throws InvalidDenomError
 *
 * @example
 * ```ts
 * assertDenom("uosmo"); // "uosmo"
 * ```
 */
export function assertDenom(denom: string, known?: string): string {
  if (typeof denom !== "string" || !DENOM.test(denom)) {
    throw new InvalidDenomError("a denom (a letter, then 2 to 127 letters, digits or / : . _ -)", denom);
  }
  if (known !== undefined && denom !== known) throw new InvalidDenomError(`"${known}"`, denom);
  return denom;
}

/**
 * The wire's form of an amount that moves: a decimal string. `amount` is a bigint of base units from 1 to 2¹²⁸ − 1.
 *
 * @throws InvalidAmountError
 *
 * @example
 * ```ts
 * amountToWire(1_000_000n); // "1000000"
 * ```
 */
export function amountToWire(amount: bigint): string {
  if (typeof amount !== "bigint" || amount < 1n || amount > MAX_UINT128) {
    throw new InvalidAmountError(amount, "a bigint of base units from 1 to 2¹²⁸ − 1");
  }
  return amount.toString();
}

/**
 * The wire's form of a coin that moves.
 *
 * @throws InvalidDenomError, InvalidAmountError
 *
 * @example
 * ```ts
 * coinToWire({ denom: "uosmo", amount: 5n }); // { denom: "uosmo", amount: "5" }
 * ```
 */
export function coinToWire(coin: Coin, known?: string): WireCoin {
  return Object.freeze({ denom: assertDenom(coin.denom, known), amount: amountToWire(coin.amount) });
}
