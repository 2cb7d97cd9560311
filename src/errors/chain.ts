import { MeshError } from "./base.js";

/** What is known of a transaction that a chain refused. */
export interface TxFailure {
  /** The chain's text, whole. */
  readonly log: string;
  readonly code?: number | undefined;
  readonly codespace?: string | undefined;
  /** Missing where the chain refused in simulation: then nothing was sent. */
  readonly transactionHash?: string | undefined;
  readonly height?: number | undefined;
  readonly cause?: unknown;
}

/** Which message of the transaction the chain's text names, from 0. */
function messageIndexIn(log: string): number | undefined {
  const found = /message index: (\d{1,6})\b/.exec(log)?.[1];
  return found === undefined ? undefined : Number(found);
}

/**
 * Base of everything a chain refuses a transaction for, in simulation or in a block. Where `transactionHash` is set
 * the transaction is in a block and its fee is paid; where it isn't, nothing happened. `log` is the chain's own text.
 */
export abstract class TxFailedError extends MeshError {
  readonly log: string;
  readonly code: number | undefined;
  readonly codespace: string | undefined;
  readonly transactionHash: string | undefined;
  readonly height: number | undefined;
  readonly messageIndex: number | undefined;

  constructor(shortMessage: string, failure: TxFailure) {
    const details = [`Chain: ${failure.log}`];
    if (failure.transactionHash !== undefined) details.push(`Transaction: ${failure.transactionHash}`);
    super(shortMessage, { details, cause: failure.cause });
    this.log = failure.log;
    this.code = failure.code;
    this.codespace = failure.codespace;
    this.transactionHash = failure.transactionHash;
    this.height = failure.height;
    this.messageIndex = messageIndexIn(failure.log);
  }
}

/** A refusal that the SDK has no class for. */
export class UnknownChainError extends TxFailedError {
  override readonly name = "UnknownChainError";
  constructor(failure: TxFailure) {
    super(`The chain refused the transaction (${failure.codespace ?? "?"}/${failure.code ?? "?"}).`, failure);
  }
}

/** The gas limit did not suffice (sdk/11). */
export class OutOfGasError extends TxFailedError {
  override readonly name = "OutOfGasError";
  constructor(
    failure: TxFailure,
    readonly gasWanted: bigint | undefined,
    readonly gasUsed: bigint | undefined,
  ) {
    super("The transaction ran out of gas; send it with a higher gas limit.", failure);
  }
}

/** The sender's balance does not cover amount and fee (sdk/5). */
export class InsufficientFundsError extends TxFailedError {
  override readonly name = "InsufficientFundsError";
  constructor(failure: TxFailure) {
    super("The sender's balance does not cover the amount and the fee.", failure);
  }
}

/** The fee is below what the node asks for (sdk/13). */
export class InsufficientFeeError extends TxFailedError {
  override readonly name = "InsufficientFeeError";
  constructor(failure: TxFailure) {
    super("The fee is below what the node asks for; send it with a higher gas price.", failure);
  }
}

/** The chain or the contract does not let this sender do it (sdk/4, or a contract's `Unauthorized`). */
export class UnauthorizedError extends TxFailedError {
  override readonly name = "UnauthorizedError";
  constructor(failure: TxFailure) {
    super("The sender may not do this.", failure);
  }
}

/** The transaction was signed with a sequence that is not the account's next one (sdk/32). Nothing was executed. */
export class WrongSequenceError extends TxFailedError {
  override readonly name = "WrongSequenceError";
  constructor(
    failure: TxFailure,
    readonly expected: bigint | undefined,
    readonly got: bigint | undefined,
  ) {
    super("The account's sequence has moved on; sign again.", failure);
  }
}

/** The chain has never seen this account (sdk/9): it needs funds first. */
export class AccountNotFoundError extends TxFailedError {
  override readonly name = "AccountNotFoundError";
  constructor(failure: TxFailure) {
    super("The chain does not know the sender's account; send it some tokens first.", failure);
  }
}

/** The transaction was not in a block before its timeout height (sdk/30): it never will be. */
export class TxExpiredError extends TxFailedError {
  override readonly name = "TxExpiredError";
  constructor(failure: TxFailure) {
    super("The transaction's timeout height has passed; it will never be executed.", failure);
  }
}

/** There is no contract at the address. */
export class ContractNotFoundError extends TxFailedError {
  override readonly name = "ContractNotFoundError";
  constructor(failure: TxFailure) {
    super("There is no contract at this address.", failure);
  }
}

/** Whoever signs declined; nothing was sent. */
export class SigningRejectedError extends MeshError {
  override readonly name = "SigningRejectedError";
  constructor(cause: unknown) {
    super("The signer declined; nothing was sent.", { cause });
  }
}

/** The client's signer has no key for the sender; nothing was sent. */
export class UnknownSignerError extends MeshError {
  override readonly name = "UnknownSignerError";
  constructor(cause: unknown) {
    super("The signer has no key for the sender; nothing was sent.", { cause });
  }
}

/**
 * The client failed without saying whether the transaction was accepted. Look `transactionHash` up (where it is
 * known), or the account's sequence, before sending again.
 */
export class TxStatusUnknownError extends MeshError {
  override readonly name = "TxStatusUnknownError";
  constructor(
    readonly transactionHash: string | undefined,
    cause: unknown,
  ) {
    super("It is not known whether the chain took the transaction; look it up before sending it again.", {
      details: [cause instanceof Error ? cause.message : String(cause)],
      cause,
    });
  }
}
