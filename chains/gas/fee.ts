import type { StdFee } from "mesh-security-sdk";

/** The same in every measured transaction, so that all are of one length: gas is paid by the byte too. */
export const FEE: StdFee = { amount: [], gas: "30000000" };
