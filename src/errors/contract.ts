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

/** A number inside the contract left its range; nothing changed. */
export class ContractOverflowError extends TxFailedError {
  override readonly name = "ContractOverflowError";
  constructor(failure: TxFailure) {
    super("A number in the contract would leave its range; use a smaller amount.", failure);
  }
}

/** The contract already has a channel; one is allowed at a time. */
export class ChannelAlreadyBoundError extends TxFailedError {
  override readonly name = "ChannelAlreadyBoundError";
  constructor(
    failure: TxFailure,
    readonly channel: string,
  ) {
    super(`The contract already uses ${channel}; give it up first.`, failure);
  }
}

/** A packet or a closing on a channel that is not the contract's. */
export class UnregisteredChannelError extends TxFailedError {
  override readonly name = "UnregisteredChannelError";
  constructor(
    failure: TxFailure,
    readonly channel: string,
  ) {
    super(`${channel} is not a channel of the contract.`, failure);
  }
}

/** A channel over another connection than the configured one. */
export class WrongConnectionError extends TxFailedError {
  override readonly name = "WrongConnectionError";
  constructor(
    failure: TxFailure,
    readonly expected: string,
  ) {
    super(`The channel must go over ${expected}.`, failure);
  }
}

/** A channel to another port than the configured one. */
export class WrongCounterpartyPortError extends TxFailedError {
  override readonly name = "WrongCounterpartyPortError";
  constructor(
    failure: TxFailure,
    readonly expected: string,
  ) {
    super(`The channel must lead to the port ${expected}.`, failure);
  }
}

/** A channel that is ordered. */
export class OrderedChannelError extends TxFailedError {
  override readonly name = "OrderedChannelError";
  constructor(failure: TxFailure) {
    super("The channel must be unordered.", failure);
  }
}

/** A channel of another version. */
export class ChannelVersionError extends TxFailedError {
  override readonly name = "ChannelVersionError";
  constructor(
    failure: TxFailure,
    readonly expected: string,
  ) {
    super(`Both ends of the channel must name the version ${expected}.`, failure);
  }
}
