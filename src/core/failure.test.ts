import { describe, expect, it } from "vitest";
import {
  AccountNotFoundError,
  ContractNotFoundError,
  InsufficientFeeError,
  InsufficientFundsError,
  InvalidAmountError,
  isMeshError,
  OutOfGasError,
  SigningRejectedError,
  TxExpiredError,
  TxStatusUnknownError,
  UnauthorizedError,
  UnknownChainError,
  UnknownSignerError,
  WrongSequenceError,
} from "../errors/index.js";
import { ClaimsLockedError, lockupErrorFrom } from "../lockup/errors.js";
import { errorFrom, thrownError } from "./failure.js";

const LOCKED =
  "failed to execute message; message index: 1: Claim is locked, only 300 can be unbonded: execute wasm contract failed";

describe("errorFrom", () => {
  it("default", () => {
    const error = errorFrom({ log: LOCKED, code: 5, transactionHash: "AB", height: 7 }, [lockupErrorFrom]);
    expect(error).toBeInstanceOf(ClaimsLockedError);
    expect(error).toMatchObject({
      free: 300n,
      log: LOCKED,
      code: 5,
      transactionHash: "AB",
      height: 7,
      messageIndex: 1,
    });
    expect(isMeshError(error, "ClaimsLockedError")).toBe(true);
    expect(error.toJson()).toMatchObject({ name: "ClaimsLockedError", free: "300", transactionHash: "AB" });
  });

  it("behavior: codes of x/sdk", () => {
    const table = [
      [4, UnauthorizedError],
      [5, InsufficientFundsError],
      [9, AccountNotFoundError],
      [11, OutOfGasError],
      [13, InsufficientFeeError],
      [30, TxExpiredError],
      [32, WrongSequenceError],
      [99, UnknownChainError],
    ] as const;
    for (const [code, error] of table) {
      expect(errorFrom({ log: "?", codespace: "sdk", code }), String(code)).toBeInstanceOf(error);
    }
    expect(errorFrom({ log: "?", codespace: "bank", code: 5 })).toBeInstanceOf(UnknownChainError);
  });

  it("behavior: texts of x/sdk where the client hides the codespace", () => {
    const table = [
      ["spendable balance 5uosmo is smaller than 10uosmo: insufficient funds", InsufficientFundsError],
      ["out of gas in location: wasm contract; gasWanted: 200000, gasUsed: 201234: out of gas", OutOfGasError],
      ["insufficient fees; got: 1uosmo required: 5uosmo: insufficient fee", InsufficientFeeError],
      ["account sequence mismatch, expected 5, got 4: incorrect account sequence", WrongSequenceError],
      ["signature verification failed; please verify account number: unauthorized", UnauthorizedError],
      ["tx timeout height 5: tx timeout height", TxExpiredError],
      ["address osmo1…: no such contract", ContractNotFoundError],
      ["something new: failed", UnknownChainError],
      ["", UnknownChainError],
    ] as const;
    for (const [log, error] of table) expect(errorFrom({ log, code: 5 }), log).toBeInstanceOf(error);
  });

  it("behavior: numbers in the text become fields", () => {
    const gas = errorFrom({ log: "out of gas in location: x; gasWanted: 200000, gasUsed: 201234: out of gas" });
    expect(gas).toMatchObject({ gasWanted: 200000n, gasUsed: 201234n });
    const sequence = errorFrom({ log: "account sequence mismatch, expected 5, got 4: incorrect account sequence" });
    expect(sequence).toMatchObject({ expected: 5n, got: 4n });
  });

  it("behavior: the unknown keeps codespace, code and text", () => {
    const error = errorFrom({ log: "new", codespace: "mesh", code: 3 });
    expect(error).toMatchObject({ name: "UnknownChainError", log: "new", codespace: "mesh", code: 3 });
    expect(error.message).toContain("new");
  });
});

describe("thrownError", () => {
  it("default", () => {
    const thrown = new Error(`Query failed with (6): rpc error: code = Unknown desc = ${LOCKED}: unknown request`);
    const error = thrownError(thrown, false, [lockupErrorFrom]);
    expect(error).toBeInstanceOf(ClaimsLockedError);
    expect(error).toMatchObject({ cause: thrown, transactionHash: undefined });
  });

  it("behavior: a refused broadcast has codespace and code", () => {
    const thrown = Object.assign(new Error("Broadcasting transaction failed"), {
      code: 13,
      codespace: "sdk",
      log: "low",
    });
    expect(thrownError(thrown, true)).toBeInstanceOf(InsufficientFeeError);
    expect(thrownError(thrown, true)).toMatchObject({ cause: thrown, log: "low" });
  });

  it("behavior: a timeout of the client keeps the hash", () => {
    const thrown = Object.assign(new Error("Transaction was submitted but was not yet found"), { txId: "AB" });
    const error = thrownError(thrown, true);
    expect(error).toBeInstanceOf(TxStatusUnknownError);
    expect(error).toMatchObject({ transactionHash: "AB", cause: thrown });
  });

  it("behavior: whoever signs may decline", () => {
    expect(thrownError(new Error("Request rejected"), true)).toBeInstanceOf(SigningRejectedError);
  });

  it("behavior: a signer without the sender's key", () => {
    expect(thrownError(new Error("Failed to retrieve account from signer"), true)).toBeInstanceOf(UnknownSignerError);
  });

  it("behavior: an account that the chain never saw", () => {
    const thrown = new Error("Account 'osmo1…' does not exist on chain. Send some tokens there before trying.");
    expect(thrownError(thrown, true)).toBeInstanceOf(AccountNotFoundError);
  });

  it("behavior: an error of the SDK stays itself", () => {
    const thrown = new InvalidAmountError("x", "y");
    expect(thrownError(thrown, true)).toBe(thrown);
  });

  it("behavior: anything else leaves the transaction's fate open while sending, and itself otherwise", () => {
    for (const thrown of [new TypeError("fetch failed"), "down", null, undefined, { code: "ECONNRESET" }]) {
      expect(thrownError(thrown, true)).toBeInstanceOf(TxStatusUnknownError);
      expect(thrownError(thrown, false)).toBe(thrown);
    }
  });
});
