import type { SigningClient } from "mesh-security-sdk";
import { isMeshError, type TxStatusUnknownError } from "mesh-security-sdk/errors";
import { ClaimsLockedError, unbond } from "mesh-security-sdk/lockup";

/** Unbonds `amount`, or what is free where that is less. Answers how much was unbonded. */
export async function unbondUpTo(client: SigningClient, contract: string, sender: string, amount: bigint) {
  try {
    await unbond(client, { contract, sender, amount });
    return amount;
  } catch (error) {
    // The numbers are fields: nobody has to read them out of a text.
    if (error instanceof ClaimsLockedError && error.free > 0n) {
      await unbond(client, { contract, sender, amount: error.free });
      return error.free;
    }
    throw error;
  }
}

/** One line for people, and what has to be known to go on. */
export function explain(error: unknown): string {
  // By name, since an app may load two copies of the package: `instanceof` is about one of them.
  if (isMeshError(error, "TxStatusUnknownError")) {
    const { transactionHash } = error as TxStatusUnknownError;
    return `Look up ${transactionHash ?? "the account's transactions"} before you try again.`;
  }
  if (isMeshError(error)) return `${error.shortMessage} (${error.docsPath})`;
  return String(error);
}
