import { SdkError } from "./types.js";

/** Errors that the Cosmos SDK registers for every module, by what they are called there: code and text. */
const ROOT = {
  unauthorized: [4, "unauthorized"],
  insufficientFunds: [5, "insufficient funds"],
  invalidAddress: [7, "invalid address"],
  unknownAddress: [9, "unknown address"],
  invalidCoins: [10, "invalid coins"],
  invalidRequest: [18, "invalid request"],
  notFound: [38, "not found"],
} as const;

/** An error of codespace `sdk`; the details come before its own text, as the SDK wraps them. */
export function rootError(kind: keyof typeof ROOT, details: string): SdkError {
  const [code, text] = ROOT[kind];
  return new SdkError("sdk", code, `${details}: ${text}`);
}

/** What the SDK answers for an error without a code of its own. */
export function plainError(text: string): SdkError {
  return new SdkError("undefined", 1, text);
}
