import { getBalance } from "mesh-security-sdk/lockup";
import { parseRatio } from "mesh-security-sdk/math";
import { clientOf, linkOf, type Mesh, pushSlashes } from "mesh-security-sdk/mesh";
import { submitEvidence } from "mesh-security-sdk/slasher";

export interface SlashParams {
  /** Owner of the link's slasher; signs the evidence. */
  readonly evidenceOwner: string;
  /** Any account of the provider chain; signs what carries the slash on. */
  readonly anyone: string;
  /** Chain id of the consumer. */
  readonly consumer: string;
  /** Operator address on the consumer chain. */
  readonly validator: string;
  /** Someone who staked on it. */
  readonly delegator: string;
}

/** Slashes a tenth of what stands behind a validator. Answers what a delegator has bonded before and after. */
export async function slashTenth(mesh: Mesh, params: SlashParams) {
  const { evidenceOwner, anyone, consumer, validator, delegator } = params;
  const { chainId, lockup } = mesh.deployment.provider;
  const client = clientOf(mesh, chainId);
  const before = await getBalance(client, { contract: lockup, account: delegator });

  await submitEvidence(client, {
    contract: linkOf(mesh, consumer).slasher,
    sender: evidenceOwner,
    validator,
    ratio: parseRatio("0.1"),
    evidenceId: "height 4711, double vote",
  });
  await pushSlashes(mesh, { consumer, validator, sender: anyone });

  const after = await getBalance(client, { contract: lockup, account: delegator });
  return { before: before.bonded, after: after.bonded };
}
