import { claimRewards } from "../consumer/index.js";
import type { SendOptions, SentTx } from "../core/tx.js";
import { MissingPacketError } from "../errors/mesh.js";
import type { PacketIds } from "../errors/packet.js";
import { assertAcknowledged, type Packet, type PacketOutcome, packetsFromTx } from "../ibc/index.js";
import { clientOf, linkOf, type Mesh } from "./mesh.js";
import { packetOf } from "./packetOf.js";
import { type WaitOptions, waitForPacket } from "./waitForPacket.js";

export interface CollectRewardsParams {
  /** Chain id of the consumer. */
  readonly consumer: string;
  /** Operator address on the consumer chain. */
  readonly validator: string;
  /** Any account of the consumer chain; it signs. */
  readonly sender: string;
}

export interface SentRewards extends SentTx {
  /** The announcement; the tokens follow by ICS-20 once it is acknowledged. */
  readonly packet: Packet;
}

/**
 * Has a consumer chain pay out what a validator earned the provider's stake (the consumer's `claim_rewards`): it is
 * collected, announced by a `rewards` packet, and sent by ICS-20 after the acknowledgement. Anyone may ask for it.
 *
 * @throws UnknownLinkError, MissingClientError, MissingPacketError; what the consumer's `claimRewards` throws.
 *
 * @example
 * ```ts
 * const { packet } = await collectRewards(mesh, { consumer: "juno-1", validator, sender: anyoneOnJuno });
 * await waitForRewards(mesh, { consumer: "juno-1", packet });
 * ```
 */
export async function collectRewards(
  mesh: Mesh,
  params: CollectRewardsParams,
  options?: SendOptions,
): Promise<SentRewards> {
  const link = linkOf(mesh, params.consumer);
  const client = clientOf(mesh, params.consumer);
  const sent = await claimRewards(
    client,
    { contract: link.consumer, sender: params.sender, validator: params.validator },
    options,
  );
  const packet = packetOf(sent, link.consumer, "rewards");
  if (packet === undefined) throw new MissingPacketError(sent.transactionHash, sent.height, "rewards");
  return { ...sent, packet };
}

export interface WaitForRewardsParams {
  /** Chain id of the consumer. */
  readonly consumer: string;
  /** The announcement. */
  readonly packet: PacketIds;
}

/** Where announcement and transfer ended; both acknowledged: the rewards are on the provider chain. */
export interface RewardsOutcome {
  readonly announcement: PacketOutcome;
  /** None where the announcement did not succeed, or sent no transfer. */
  readonly transfer: PacketOutcome | undefined;
}

/**
 * Follows rewards to the provider chain: the announcement, then the transfer that its acknowledgement sends. What
 * fails is kept by the consumer for `retryRewards`; nothing is thrown for it.
 *
 * @throws UnknownLinkError, MissingClientError, the signal's reason.
 *
 * @example
 * ```ts
 * const { transfer } = await waitForRewards(mesh, { consumer: "juno-1", packet });
 * ```
 */
export async function waitForRewards(
  mesh: Mesh,
  params: WaitForRewardsParams,
  options: WaitOptions = {},
): Promise<RewardsOutcome> {
  const link = linkOf(mesh, params.consumer);
  const route = { from: params.consumer, to: mesh.deployment.provider.chainId };
  const announcement = await waitForPacket(mesh, { ...route, packet: params.packet }, options);
  if (announcement.status !== "acknowledged") return { announcement, transfer: undefined };
  const tx = await clientOf(mesh, params.consumer).getTx(announcement.transactionHash);
  const packet = packetsFromTx(tx?.events ?? []).find(
    ({ content }) => content.kind === "transfer" && content.sender === link.consumer,
  );
  const transfer = packet === undefined ? undefined : await waitForPacket(mesh, { ...route, packet }, options);
  return { announcement, transfer };
}

/**
 * {@link collectRewards}, then waits until the tokens are on the provider chain.
 *
 * @throws as {@link collectRewards}; PacketRejectedError, PacketTimedOutError, PacketStatusUnknownError of the step
 * that failed: the consumer keeps the rewards for `retryRewards`.
 *
 * @example
 * ```ts
 * await collectRewardsAndWait(mesh, { consumer: "juno-1", validator, sender: anyoneOnJuno });
 * ```
 */
export async function collectRewardsAndWait(
  mesh: Mesh,
  params: CollectRewardsParams,
  options: SendOptions & WaitOptions = {},
): Promise<SentRewards> {
  const sent = await collectRewards(mesh, params, options);
  const { announcement, transfer } = await waitForRewards(mesh, { ...params, packet: sent.packet }, options);
  assertAcknowledged(announcement);
  if (transfer === undefined) throw new MissingPacketError(sent.transactionHash, sent.height, "transfer");
  assertAcknowledged(transfer);
  return sent;
}
