import { TxFailedError, type TxFailure } from "./chain.js";

/** The message needs a coin of `denom` and got none of it. */
export class MissingFundsError extends TxFailedError {
  override readonly name = "MissingFundsError";
  constructor(
    failure: TxFailure,
    readonly denom: string,
  ) {
    super(`Send "${denom}" along.`, failure);
  }
}

/** A coin of a denom that the contract does not take. */
export class UnsupportedDenomError extends TxFailedError {
  override readonly name = "UnsupportedDenomError";
  constructor(
    failure: TxFailure,
    readonly denom: string,
  ) {
    super(`The contract does not take "${denom}".`, failure);
  }
}

/** More than one denom was sent along. */
export class MultipleDenomsError extends TxFailedError {
  override readonly name = "MultipleDenomsError";
  constructor(failure: TxFailure) {
    super("Send one denom along, not several.", failure);
  }
}

/** Nothing was sent along, or zero. */
export class NoFundsError extends TxFailedError {
  override readonly name = "NoFundsError";
  constructor(failure: TxFailure) {
    super("The message needs funds and got none.", failure);
  }
}

/** Funds came with a message that takes none. */
export class FundsNotAcceptedError extends TxFailedError {
  override readonly name = "FundsNotAcceptedError";
  constructor(failure: TxFailure) {
    super("The message takes no funds; send it without.", failure);
  }
}

/** Zero tokens, where there must be some. */
export class ZeroAmountError extends TxFailedError {
  override readonly name = "ZeroAmountError";
  constructor(failure: TxFailure) {
    super("The amount must be above zero.", failure);
  }
}

/** A slash of nothing, or of more than everything. */
export class RatioRefusedError extends TxFailedError {
  override readonly name = "RatioRefusedError";
  constructor(
    failure: TxFailure,
    readonly ratio: string,
  ) {
    super(`The ratio must be above 0 and at most 1, not ${ratio}.`, failure);
  }
}

/** A number inside the contract would leave its range; nothing changed. */
export class ContractOverflowError extends TxFailedError {
  override readonly name = "ContractOverflowError";
  constructor(failure: TxFailure) {
    super("A number in the contract would leave its range; use a smaller amount.", failure);
  }
}

/** An instantiate message that can't work; see `log`. */
export class InvalidSetupError extends TxFailedError {
  override readonly name = "InvalidSetupError";
  constructor(failure: TxFailure) {
    super("The contract refuses to be set up like this.", failure);
  }
}

/** A contract's new code refuses the storage that it finds; see `log`. */
export class MigrationRefusedError extends TxFailedError {
  override readonly name = "MigrationRefusedError";
  constructor(failure: TxFailure) {
    super("The new code can't take over the storage of this contract.", failure);
  }
}

/** The chain answered a call that the contract never made. */
export class UnknownReplyError extends TxFailedError {
  override readonly name = "UnknownReplyError";
  constructor(failure: TxFailure) {
    super("The chain answered a call that the contract did not make.", failure);
  }
}

/** The chain does not tell the contract what it must know; see `log`. */
export class UnsupportedChainError extends TxFailedError {
  override readonly name = "UnsupportedChainError";
  constructor(failure: TxFailure) {
    super("The chain does not tell the contract what it must know.", failure);
  }
}

/** A validator that the contract does not know. */
export class UnknownValidatorError extends TxFailedError {
  override readonly name = "UnknownValidatorError";
  constructor(
    failure: TxFailure,
    readonly validator: string,
  ) {
    super(`The validator ${validator} is not known here.`, failure);
  }
}

/** Less is staked on the validator than should leave it. `staked` is what there is, where the contract says it. */
export class InsufficientStakeError extends TxFailedError {
  override readonly name = "InsufficientStakeError";
  constructor(
    failure: TxFailure,
    readonly staked: bigint | undefined,
  ) {
    super("Less is staked on this validator than that.", failure);
  }
}

/** The validator is tombstoned. */
export class ValidatorTombstonedError extends TxFailedError {
  override readonly name = "ValidatorTombstonedError";
  constructor(
    failure: TxFailure,
    readonly validator: string,
  ) {
    super(`${validator} is tombstoned.`, failure);
  }
}

/** There is nothing to be paid. */
export class NoRewardsError extends TxFailedError {
  override readonly name = "NoRewardsError";
  constructor(failure: TxFailure) {
    super("There are no rewards to be paid now.", failure);
  }
}

/** The consumer chain's delegating contract has no tokens left for this. */
export class NoDelegationFundsError extends TxFailedError {
  override readonly name = "NoDelegationFundsError";
  constructor(failure: TxFailure) {
    super("No tokens are left on the consumer chain to delegate.", failure);
  }
}
