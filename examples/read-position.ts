import type { QueryClient } from "mesh-security-sdk";
import { createLockupClient } from "mesh-security-sdk/lockup";
import type { Deployment } from "mesh-security-sdk/mesh";
import { createProviderClient } from "mesh-security-sdk/provider";

/** What an owner has bonded, and what of it stands behind which validator. Needs no signer: one that queries will do. */
export async function readPosition(client: QueryClient, deployment: Deployment, owner: string) {
  const lockup = createLockupClient({ client, contract: deployment.provider.lockup });
  const { bonded, free } = await lockup.getBalance({ account: owner });

  const stakes = [];
  for (const link of deployment.links) {
    const provider = createProviderClient({ client, contract: link.provider });
    for (const { validator, tokens } of await provider.getAccount({ account: owner })) {
      stakes.push({ chain: link.chainId, validator, tokens });
    }
  }
  return { bonded, free, stakes };
}
