import { SdkError } from "../types.js";

/** Errors of x/distribution: code and text. */
const DISTRIBUTION = {
  emptyDelegationInfo: [5, "no delegation distribution info"],
  noCommission: [7, "no validator commission to withdraw"],
  badDistribution: [9, "community pool does not have sufficient coins to distribute"],
} as const;

/** An error of codespace `distribution`. */
export function distributionError(kind: keyof typeof DISTRIBUTION): SdkError {
  const [code, text] = DISTRIBUTION[kind];
  return new SdkError("distribution", code, text);
}
