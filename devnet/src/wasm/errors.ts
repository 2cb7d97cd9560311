import { OutOfGas, Panic } from "../gas.js";
import { SdkError } from "../types.js";

/** Errors that x/wasm registers, by what they are called there: code and text. */
const ROOT = {
  createFailed: [2, "create wasm contract failed"],
  accountExists: [3, "contract account already exists"],
  instantiateFailed: [4, "instantiate wasm contract failed"],
  executeFailed: [5, "execute wasm contract failed"],
  queryFailed: [9, "query wasm contract failed"],
  migrationFailed: [11, "migrate wasm contract failed"],
  empty: [12, "empty"],
  limit: [13, "exceeds limit"],
  invalid: [14, "invalid"],
  duplicate: [15, "duplicate"],
  unsupported: [17, "unsupported for this contract"],
  unknownMessage: [20, "unknown message from the contract"],
  invalidEvent: [21, "invalid event"],
  noSuchContract: [22, "no such contract"],
  queryDepth: [27, "max query stack size exceeded"],
  noSuchCode: [28, "no such code"],
  vm: [29, "wasmvm error"],
  callDepth: [30, "max call depth exceeded"],
} as const;

export type WasmErrorKind = keyof typeof ROOT;

/** A contract's own error. Its text is the same on every node, so that a reply may have it in full. */
export class ContractError extends SdkError {
  constructor(kind: "instantiateFailed" | "executeFailed" | "queryFailed" | "migrationFailed", details: string) {
    const [code, text] = ROOT[kind];
    super("wasm", code, `${details}: ${text}`);
  }
}

/** An error that a contract's query gets as a system error (JSON: `system`), and a message as an ordinary one. */
export class SystemError extends SdkError {
  constructor(
    error: SdkError,
    readonly system: Readonly<Record<string, unknown>>,
  ) {
    super(error.codespace, error.code, error.message);
  }
}

export function wasmError(kind: WasmErrorKind, details = ""): SdkError {
  const [code, text] = ROOT[kind];
  return new SdkError("wasm", code, details === "" ? text : `${details}: ${text}`);
}

/** The error with a word before it; what it was underneath is lost, as on a chain. */
function wrapError(error: unknown, context: string): unknown {
  if (!(error instanceof SdkError) || isPanic(error)) return error;
  return new SdkError(error.codespace, error.code, `${context}: ${error.message}`);
}

/** Runs `body`; what it throws gets a word before it. */
export function within<T>(context: string, body: () => T): T {
  try {
    return body();
  } catch (error) {
    throw wrapError(error, context);
  }
}

export function noSuchContract(address: string): SystemError {
  return new SystemError(wasmError("noSuchContract", `address ${address}`), { no_such_contract: { addr: address } });
}

export function noSuchCode(codeId: bigint): SystemError {
  return new SystemError(wasmError("noSuchCode", `code id ${codeId}`), { no_such_code: { code_id: codeId } });
}

export function unsupportedRequest(kind: string): SystemError {
  return new SystemError(new SdkError("undefined", 1, `unsupported request: ${kind}`), {
    unsupported_request: { kind },
  });
}

/**
 * What a contract hears of an error in its reply: its text may differ from node to node, so only codespace and code,
 * but for a contract's direct error.
 */
export function redacted(error: SdkError): string {
  if (error instanceof ContractError) return error.message;
  return `codespace: ${error.codespace}, code: ${error.code}`;
}

/** Whether an error is one that on a chain unwinds everything up to the transaction. */
export function isPanic(error: SdkError): boolean {
  return error instanceof OutOfGas || error instanceof Panic;
}
