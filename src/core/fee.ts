import { InvalidArgumentError } from "../errors/input.js";
import { Decimal } from "../math/decimal.js";
import { assertInteger } from "./argument.js";
import type { StdFee } from "./client.js";
import { assertDenom } from "./coin.js";

/** A gas price as cosmjs writes it: base units of the denom a unit of gas. */
const GAS_PRICE = /^([0-9.]{1,40})([a-zA-Z].*)$/;

/**
 * The fee for an amount of gas: `ceil(gas × price)`.
 *
 * @param gas - the gas limit.
 * @param gasPrice - such as `0.025uosmo`.
 * @param granter - an account that pays it by a fee allowance.
 * @throws InvalidArgumentError, InvalidDecimalError, InvalidDenomError
 *
 * @example
 * ```ts
 * feeFor(200_000, "0.025uosmo"); // { amount: [{ denom: "uosmo", amount: "5000" }], gas: "200000" }
 * ```
 */
export function feeFor(gas: number, gasPrice: string, granter?: string): StdFee {
  const [, price, denom] = GAS_PRICE.exec(gasPrice) ?? [];
  if (price === undefined || denom === undefined) {
    throw new InvalidArgumentError("gasPrice", "a gas price like 0.025uosmo", gasPrice);
  }
  const limit = BigInt(assertInteger("gas", gas, 1));
  const amount = Decimal.parse(price).mulCeil(limit).toString();
  const fee = { amount: [{ denom: assertDenom(denom), amount }], gas: limit.toString() };
  return granter === undefined ? fee : { ...fee, granter };
}
