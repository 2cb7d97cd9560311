import { TxFailedError, type TxFailure } from "./chain.js";

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

/** The contract has no channel to send on. */
export class NoChannelError extends TxFailedError {
  override readonly name = "NoChannelError";
  constructor(failure: TxFailure) {
    super("The contract has no open channel.", failure);
  }
}

/** The chain's light client of the other chain is expired or frozen: nothing is sent over its channels. */
export class ClientNotActiveError extends TxFailedError {
  override readonly name = "ClientNotActiveError";
  constructor(
    failure: TxFailure,
    readonly clientId: string,
    readonly status: string,
  ) {
    super(`The light client ${clientId} is ${status}: nothing can be sent to the other chain.`, failure);
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

/** Contracts close no channel at the asking of their own chain. */
export class ChannelCloseRefusedError extends TxFailedError {
  override readonly name = "ChannelCloseRefusedError";
  constructor(failure: TxFailure) {
    super("A channel can only be closed from the other side.", failure);
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

/** A packet that is none of the protocol. */
export class UnknownPacketError extends TxFailedError {
  override readonly name = "UnknownPacketError";
  constructor(failure: TxFailure) {
    super("The packet is none of the protocol.", failure);
  }
}
