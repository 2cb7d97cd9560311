import type { SigningClient } from "mesh-security-sdk";
import { bond, getBalance } from "mesh-security-sdk/lockup";
import { clientOf, createMesh, crossStakeAndWait, type Deployment } from "mesh-security-sdk/mesh";

/** Bonds 1000 and puts 700 of it behind a validator of another chain. */
export async function secure(
  clients: Readonly<Record<string, SigningClient>>,
  deployment: Deployment,
  delegator: string,
  consumer: string,
  validator: string,
) {
  const { lockup, denom, chainId } = deployment.provider;
  const mesh = createMesh({ deployment, clients });
  const client = clientOf(mesh, chainId);

  await bond(client, { contract: lockup, sender: delegator, funds: { denom, amount: 1_000_000_000n }, denom });
  await crossStakeAndWait(mesh, { delegator, consumer, validator, amount: 700_000_000n });

  return getBalance(client, { contract: lockup, account: delegator });
}
