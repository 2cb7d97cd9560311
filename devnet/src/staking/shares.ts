/** Tokens and shares of one validator. Mirrors the methods of x/staking's `Validator`. */

import { add, type Dec, fromInt, mulInt, quo, quoInt, quoTruncate, sub, truncate } from "../decimal.js";
import { Panic } from "../gas.js";
import { stakingError } from "./errors.js";
import type { Validator } from "./types.js";

/** Slashed to zero with shares outstanding: nobody can delegate to it any more. */
export function hasInvalidRate(validator: Validator): boolean {
  return validator.tokens === 0n && validator.delegatorShares > 0n;
}

export function tokensFromShares(validator: Validator, shares: Dec): Dec {
  return quo(mulInt(shares, validator.tokens), validator.delegatorShares);
}

export function tokensFromSharesTruncated(validator: Validator, shares: Dec): Dec {
  return quoTruncate(mulInt(shares, validator.tokens), validator.delegatorShares);
}

/** Throws an `SdkError` (staking/22) where the validator has no tokens. */
export function sharesFromTokens(validator: Validator, tokens: bigint): Dec {
  requireTokens(validator);
  return quoInt(mulInt(validator.delegatorShares, tokens), validator.tokens);
}

/** Throws an `SdkError` (staking/22) where the validator has no tokens. */
export function sharesFromTokensTruncated(validator: Validator, tokens: bigint): Dec {
  requireTokens(validator);
  return quoTruncate(mulInt(validator.delegatorShares, tokens), fromInt(validator.tokens));
}

function requireTokens(validator: Validator): void {
  if (validator.tokens === 0n) throw stakingError("insufficientShares");
}

/** The first delegation sets the rate to one share a token. */
export function addTokens(
  validator: Validator,
  tokens: bigint,
): { readonly validator: Validator; readonly issued: Dec } {
  const first = validator.delegatorShares === 0n;
  const issued = first ? fromInt(tokens) : sharesFromTokens(validator, tokens);
  return {
    validator: {
      ...validator,
      tokens: validator.tokens + tokens,
      delegatorShares: add(validator.delegatorShares, issued),
    },
    issued,
  };
}

/** Tokens that those shares are worth, truncated; the last shares take all that is left. */
export function removeShares(
  validator: Validator,
  shares: Dec,
): { readonly validator: Validator; readonly tokens: bigint } {
  const delegatorShares = sub(validator.delegatorShares, shares);
  const tokens = delegatorShares === 0n ? validator.tokens : truncate(tokensFromShares(validator, shares));
  if (tokens > validator.tokens) throw new Panic("attempting to remove more tokens than available in validator");
  return { validator: { ...validator, delegatorShares, tokens: validator.tokens - tokens }, tokens };
}

/** Units of consensus power the tokens would give, bonded or not. */
export function potentialPower(validator: Validator, powerReduction: bigint): bigint {
  return validator.tokens / powerReduction;
}
