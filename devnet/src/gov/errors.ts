import { SdkError } from "../types.js";

/** Errors of x/gov: code and text. */
const GOV = {
  inactiveProposal: [3, "inactive proposal"],
  invalidContent: [5, "invalid proposal content"],
  invalidVote: [7, "invalid vote option"],
  unroutable: [10, "proposal message not recognized by router"],
  noMessages: [11, "no messages proposed"],
  invalidMessage: [12, "invalid proposal message"],
  invalidSigner: [13, "expected gov account as only signer for proposal message"],
  metadataTooLong: [15, "metadata too long"],
  depositTooSmall: [16, "minimum deposit is too small"],
  summaryTooLong: [22, "summary too long"],
  invalidDepositDenom: [23, "invalid deposit denom"],
} as const;

/** An error of codespace `gov`; the details come before its own text. */
export function govError(kind: keyof typeof GOV, details: string): SdkError {
  const [code, text] = GOV[kind];
  return new SdkError("gov", code, `${details}: ${text}`);
}
