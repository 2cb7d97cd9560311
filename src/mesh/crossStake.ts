import { assertValidator } from "../core/address.js";
import { amountToWire } from "../core/coin.js";
import type { SendOptions, SentTx } from "../core/tx.js";
import { MissingPacketError } from "../errors/mesh.js";
import { assertAcknowledged, type Packet, type PacketOutcome } from "../ibc/index.js";
import { grantClaim } from "../lockup/index.js";
import { assertClaimFits } from "./claimRoom.js";
import { clientOf, linkOf, type Mesh } from "./mesh.js";
import { packetOf } from "./packetOf.js";
import { type WaitOptions, waitForPacket } from "./waitForPacket.js";

export interface CrossStakeParams {
  /** The account whose bonded tokens are pledged; it signs. */
  readonly delegator: string;
  /** Chain id of the consumer. */
  readonly consumer: string;
  /** Operator address on the consumer chain. */
  readonly validator: string;
  /** Base units of the bonded token. */
  readonly amount: bigint;
}

/** A cross-stake under way: the claim stands, whether the stake does is known when the packet ends. */
export interface SentCrossStake extends SentTx {
  readonly packet: Packet;
}

/**
 * Pledges a claim on bonded tokens to the provider of a consumer chain (the lockup's `grant_claim`), which sends a
 * `stake` packet in the same transaction. The cross-stake is done when that packet is acknowledged; where it is
 * refused or times out the claim is released in full.
 *
 * @throws ClaimAboveBondedError, InvalidAddressError, InvalidAmountError, UnknownLinkError, MissingClientError before
 * anything is sent; what the lockup's `grantClaim` throws.
 *
 * @example
 * ```ts
 * const { packet } = await crossStake(mesh, { delegator, consumer: "juno-1", validator, amount: 700_000_000n });
 * ```
 */
export async function crossStake(mesh: Mesh, params: CrossStakeParams, options?: SendOptions): Promise<SentCrossStake> {
  const { delegator, validator, amount } = params;
  const link = linkOf(mesh, params.consumer);
  const { provider } = mesh.deployment;
  const client = clientOf(mesh, provider.chainId);
  assertValidator(validator, link.prefix);
  amountToWire(amount);

  await assertClaimFits(client, provider.lockup, { account: delegator, lienholder: link.provider, amount });

  const sent = await grantClaim(
    client,
    { contract: provider.lockup, sender: delegator, lienholder: link.provider, validator, amount },
    options,
  );
  const packet = packetOf(sent, link.provider, "stake");
  if (packet === undefined) throw new MissingPacketError(sent.transactionHash, sent.height, "stake");
  return { ...sent, packet };
}

/**
 * {@link crossStake}, then waits until the stake stands.
 *
 * @throws as {@link crossStake}; PacketRejectedError, PacketTimedOutError: the claim is released; and
 * PacketStatusUnknownError: wait again with its ids.
 *
 * @example
 * ```ts
 * await crossStakeAndWait(mesh, { delegator, consumer: "juno-1", validator, amount: 700_000_000n });
 * ```
 */
export async function crossStakeAndWait(
  mesh: Mesh,
  params: CrossStakeParams,
  options: SendOptions & WaitOptions = {},
): Promise<SentCrossStake & { readonly outcome: Extract<PacketOutcome, { status: "acknowledged" }> }> {
  const sent = await crossStake(mesh, params, options);
  const route = { packet: sent.packet, from: mesh.deployment.provider.chainId, to: params.consumer };
  return { ...sent, outcome: assertAcknowledged(await waitForPacket(mesh, route, options)) };
}
