import { contracts } from "mesh-security-contracts";
import type { ContractBytes } from "mesh-security-sdk/deploy";

/** Bytes of the contracts, as published. */
export async function loadContracts(): Promise<ContractBytes> {
  const [lockup, provider, slasher, consumer, staking, feed] = await Promise.all([
    contracts.mesh_lockup(),
    contracts.mesh_provider(),
    contracts.mesh_slasher(),
    contracts.mesh_consumer(),
    contracts.meta_staking(),
    contracts.mesh_feed(),
  ]);
  return { lockup, provider, slasher, consumer, staking, feed };
}
