import { clientOf, collectRewardsAndWait, linkOf, type Mesh } from "mesh-security-sdk/mesh";
import { claimRewards, getPendingRewards } from "mesh-security-sdk/provider";

export interface RewardsParams {
  /** Whose stake earned; signs on the provider chain. */
  readonly delegator: string;
  /** Chain id of the consumer. */
  readonly consumer: string;
  /** Operator address on the consumer chain. */
  readonly validator: string;
  /** Any account of the consumer chain; signs there. */
  readonly collector: string;
}

/** Fetches what a validator has earned from its chain, and pays the delegator's part of it. Answers what was paid. */
export async function earn(mesh: Mesh, { delegator, consumer, validator, collector }: RewardsParams) {
  await collectRewardsAndWait(mesh, { consumer, validator, sender: collector });

  const client = clientOf(mesh, mesh.deployment.provider.chainId);
  const contract = linkOf(mesh, consumer).provider;
  const pending = await getPendingRewards(client, { contract, account: delegator, validator });
  if (pending.amount > 0n) await claimRewards(client, { contract, sender: delegator, validator });
  return pending;
}
