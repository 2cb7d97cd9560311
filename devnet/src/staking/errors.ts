import { SdkError } from "../types.js";

/** Errors of x/staking: code and text. */
const STAKING = {
  noValidatorFound: [3, "validator does not exist"],
  validatorOwnerExists: [
    4,
    "validator already exist for this operator address; must use new validator operator address",
  ],
  validatorPubKeyExists: [5, "validator already exist for this pubkey; must use new validator pubkey"],
  validatorJailed: [7, "validator for this address is currently jailed"],
  commissionNegative: [9, "commission must be positive"],
  commissionHuge: [10, "commission cannot be more than 100%"],
  commissionAboveMax: [11, "commission cannot be more than the max rate"],
  selfDelegationBelowMinimum: [16, "validator's self delegation must be greater than their minimum self delegation"],
  noDelegation: [19, "no delegation for (address, validator) tuple"],
  noDelegatorForAddress: [21, "delegator does not contain delegation"],
  insufficientShares: [22, "insufficient delegation shares"],
  notEnoughDelegationShares: [24, "not enough delegation shares"],
  maxUnbondingEntries: [27, "too many unbonding delegation entries for (delegator, validator) tuple"],
  selfRedelegation: [29, "cannot redelegate to the same validator"],
  tinyRedelegationAmount: [30, "too few tokens to redelegate (truncates to zero tokens)"],
  badRedelegationDst: [31, "redelegation destination validator not found"],
  transitiveRedelegation: [
    32,
    "redelegation to this validator already in progress; first redelegation to this validator must complete before next redelegation",
  ],
  maxRedelegationEntries: [33, "too many redelegation entries for (delegator, src-validator, dst-validator) tuple"],
  exRateInvalid: [34, "cannot delegate to validators with invalid (zero) ex-rate"],
  badRedelegationSrc: [44, "redelegation source validator not found"],
} as const;

/** Errors of x/slashing. */
const SLASHING = {
  validatorJailed: [4, "validator still jailed; cannot be unjailed"],
  validatorNotJailed: [5, "validator not jailed; cannot be unjailed"],
  selfDelegationTooLow: [7, "validator's self delegation less than minimum; cannot be unjailed"],
} as const;

/** An error of codespace `staking`, with details before its own text where there are any. */
export function stakingError(kind: keyof typeof STAKING, details?: string): SdkError {
  const [code, text] = STAKING[kind];
  return new SdkError("staking", code, details === undefined ? text : `${details}: ${text}`);
}

/** An error of codespace `slashing`. */
export function slashingError(kind: keyof typeof SLASHING, details?: string): SdkError {
  const [code, text] = SLASHING[kind];
  return new SdkError("slashing", code, details === undefined ? text : `${details}: ${text}`);
}
