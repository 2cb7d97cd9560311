import type { PacketIds } from "../errors/packet.js";
import { type PacketOutcome, type WaitForAckOptions, waitForAck } from "../ibc/index.js";
import { clientOf, type Mesh } from "./mesh.js";

export interface WaitForPacketParams {
  readonly packet: PacketIds;
  /** The chain that sent it. */
  readonly from: string;
  /** The chain that receives it; read for the reason of a refusal where the handle has a client of it. */
  readonly to: string;
}

/** Options of everything that waits for a packet. */
export type WaitOptions = Pick<WaitForAckOptions, "timeoutMs" | "signal">;

/**
 * Follows a packet between two chains of the deployment to its end, as `waitForAck`.
 *
 * @throws MissingClientError, the signal's reason.
 *
 * @example
 * ```ts
 * const { packet } = await crossStake(mesh, params);
 * const outcome = await waitForPacket(mesh, { packet, from: "osmosis-1", to: "juno-1" });
 * ```
 */
export async function waitForPacket(
  mesh: Mesh,
  params: WaitForPacketParams,
  options: WaitOptions = {},
): Promise<PacketOutcome> {
  const destination = mesh.clients[params.to];
  return waitForAck(params.packet, {
    ...options,
    source: clientOf(mesh, params.from),
    ...(destination === undefined ? {} : { destination }),
    ...(mesh.pause === undefined ? {} : { pause: mesh.pause }),
  });
}
