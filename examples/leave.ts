import { getBalance, unbond } from "mesh-security-sdk/lockup";
import { clientOf, linkOf, type Mesh, type UnstakeParams, unstake } from "mesh-security-sdk/mesh";
import { listUnbonding, unbond as release } from "mesh-security-sdk/provider";

/** Starts to leave. Answers the time (seconds since 1970) from which `finishLeaving` can be called. */
export async function startLeaving(mesh: Mesh, params: UnstakeParams): Promise<number> {
  await unstake(mesh, params);

  const client = clientOf(mesh, mesh.deployment.provider.chainId);
  const contract = linkOf(mesh, params.consumer).provider;
  const entries = await listUnbonding(client, { contract, account: params.delegator });
  return Math.max(...entries.map(({ releaseAt }) => releaseAt));
}

/** Releases what has come to its end, and takes what is free then out of the lockup. Answers how much that was. */
export async function finishLeaving(mesh: Mesh, delegator: string, consumer: string): Promise<bigint> {
  const { chainId, lockup } = mesh.deployment.provider;
  const client = clientOf(mesh, chainId);

  await release(client, { contract: linkOf(mesh, consumer).provider, sender: delegator });
  const { free } = await getBalance(client, { contract: lockup, account: delegator });
  await unbond(client, { contract: lockup, sender: delegator, amount: free });
  return free;
}
