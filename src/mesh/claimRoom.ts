import type { QueryClient } from "../core/client.js";
import { ClaimAboveBondedError } from "../errors/mesh.js";
import { getBalance } from "../lockup/index.js";

/**
 * Sees that a claim can grow by `amount`: claims of several lienholders overlap, each one's must stay within what is
 * bonded.
 *
 * @throws ClaimAboveBondedError, QueryFailedError, DecodeError
 */
export async function assertClaimFits(
  client: QueryClient,
  lockup: string,
  claim: { readonly account: string; readonly lienholder: string; readonly amount: bigint },
): Promise<void> {
  const { account, lienholder, amount } = claim;
  const { bonded, claims } = await getBalance(client, { contract: lockup, account });
  const held = claims.find((each) => each.lienholder === lienholder)?.amount ?? 0n;
  if (held + amount > bonded) throw new ClaimAboveBondedError(amount, bonded - held, bonded);
}
