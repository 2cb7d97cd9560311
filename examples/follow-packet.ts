import { type CrossStakeParams, crossStake, type Mesh, waitForPacket } from "mesh-security-sdk/mesh";

/** Cross-stakes, and says how it ended. Nothing is thrown for a stake that the other chain refuses, or never gets. */
export async function pledge(mesh: Mesh, params: CrossStakeParams): Promise<string> {
  const { packet } = await crossStake(mesh, params);
  // From here on these ids are all that is needed: keep them, and the packet can be followed after a restart too.
  const { sourcePort, sourceChannel, destinationPort, destinationChannel, sequence } = packet;
  const ids = { sourcePort, sourceChannel, destinationPort, destinationChannel, sequence };

  const outcome = await waitForPacket(mesh, {
    packet: ids,
    from: mesh.deployment.provider.chainId,
    to: params.consumer,
  });
  switch (outcome.status) {
    case "acknowledged":
      return "The stake stands.";
    case "rejected":
      return `The stake was refused, the claim is released: ${outcome.reason}`;
    case "timedOut":
      return "The stake never arrived, the claim is released.";
    case "unknown":
      return `Still under way, wait again with packet ${sequence} on ${sourceChannel}: ${outcome.reason}`;
  }
}
