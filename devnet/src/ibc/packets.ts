import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes } from "@noble/hashes/utils.js";
import type { Channel, Ctx, Packet } from "../types.js";
import type { LightClients } from "./clients.js";
import type { Connections } from "./connections.js";
import { refuseElapsed } from "./elapsed.js";
import { channelErrors, clientErrors, ibcError, within } from "./errors.js";
import { emitAcknowledgePacket, emitRecvPacket, emitSendPacket, emitWriteAcknowledgement } from "./events.js";
import { type Height, heightOn, isZero, ZERO_HEIGHT } from "./height.js";
import { checkPacket } from "./identifiers.js";
import { ackBytes, parseAck } from "./json.js";
import { ackValue, type IbcStore, paths } from "./store.js";

/** A receipt says only that there is one. */
const RECEIPT = "01";

/** What a chain commits to when it sends: hex of a hash over timeouts and data. */
export function commitmentOf({ timeoutTimestamp, timeoutHeight, data }: Packet): string {
  const { revisionNumber, revisionHeight } = timeoutHeight;
  return bytesToHex(sha256(concatBytes(u64(timeoutTimestamp), u64(revisionNumber), u64(revisionHeight), sha256(data))));
}

function u64(value: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, value);
  return bytes;
}

/** Throws where a packet that comes back did not go to the channel's other end. */
export function checkDestination(packet: Packet, { counterparty }: Channel): void {
  const refuse = (what: string, of: string, got: string, expected: string) =>
    ibcError(channelErrors.invalidPacket, `packet destination ${what} doesn't match the ${of} (${got} ≠ ${expected})`);
  if (packet.destinationPort !== counterparty.portId) {
    throw refuse("port", "counterparty's port", packet.destinationPort, counterparty.portId);
  }
  if (packet.destinationChannel !== counterparty.channelId) {
    throw refuse("channel", "counterparty's channel", packet.destinationChannel, counterparty.channelId);
  }
}

/** Sending, receiving and acknowledging. Mirrors 04-channel's packet flow; timeouts are in {@link Timeouts}. */
export class Packets {
  constructor(
    private readonly store: IbcStore,
    private readonly clients: LightClients,
    private readonly connections: Connections,
  ) {}

  send(
    ctx: Ctx,
    from: { readonly portId: string; readonly channelId: string },
    data: Uint8Array,
    timeout: { readonly height?: Height; readonly timestamp?: bigint },
  ): bigint {
    const channel = this.requireOpen(from.portId, from.channelId, from.channelId);
    const sequence = this.store.sequence("send", from.portId, from.channelId);
    const packet: Packet = {
      sequence,
      sourcePort: from.portId,
      sourceChannel: from.channelId,
      destinationPort: channel.counterparty.portId,
      destinationChannel: channel.counterparty.channelId,
      data,
      timeoutHeight: timeout.height ?? ZERO_HEIGHT,
      timeoutTimestamp: timeout.timestamp ?? 0n,
    };
    within("constructed packet failed basic validation", () => checkPacket(packet));
    const { clientId } = this.connections.get(channel.connectionId);
    const status = this.clients.status(ctx.block, clientId);
    if (status !== "Active") {
      const details = `cannot send packet using client (${clientId}) with status ${status}`;
      throw ibcError(clientErrors.notActive, details);
    }
    const height = this.clients.latestHeight(clientId);
    if (isZero(height)) {
      throw ibcError(clientErrors.invalidHeight, `cannot send packet using client (${clientId}) with zero height`);
    }
    const time = this.clients.timeAt(clientId, height);
    within("invalid packet timeout", () => refuseElapsed(packet, height, time));
    this.store.setSequence("send", from.portId, from.channelId, sequence + 1n);
    this.store.addSent(ctx.block, packet, commitmentOf(packet));
    emitSendPacket(ctx, packet, channel);
    return sequence;
  }

  /** Marks a packet as received; false, without any change, where it was before. */
  receive(ctx: Ctx, packet: Packet, proofHeight: Height): boolean {
    const channel = this.requireOpen(packet.destinationPort, packet.destinationChannel, packet.destinationChannel);
    checkSource(packet, channel);
    const { clientId } = this.connections.open(channel.connectionId);
    const height = heightOn(ctx.block.chainId, ctx.block.height);
    within("packet timeout elapsed", () => refuseElapsed(packet, height, ctx.block.time));
    within(
      `couldn't verify counterparty packet commitment: failed packet commitment verification for client (${clientId})`,
      () =>
        this.clients.verifyMembership(
          ctx.block,
          clientId,
          proofHeight,
          paths.commitment(packet.sourcePort, packet.sourceChannel, packet.sequence),
          commitmentOf(packet),
        ),
    );
    if (!this.applyOnce(ctx, packet, channel)) return false;
    emitRecvPacket(ctx, packet, channel);
    return true;
  }

  writeAcknowledgement(ctx: Ctx, packet: Packet, ack: Uint8Array): void {
    const { destinationPort, destinationChannel, sequence } = packet;
    const channel = this.requireOpen(destinationPort, destinationChannel, destinationChannel);
    const path = paths.acknowledgement(destinationPort, destinationChannel, sequence);
    if (this.store.value(path) !== undefined) throw ibcError(channelErrors.acknowledgementExists);
    this.store.setValue(ctx.block, path, ackValue(ack));
    emitWriteAcknowledgement(ctx, packet, channel, ack);
  }

  /** Takes an acknowledgement; false, without any change, where the packet is not under way any more. */
  acknowledge(ctx: Ctx, packet: Packet, ack: Uint8Array, proofHeight: Height): boolean {
    const { sourcePort, sourceChannel } = packet;
    const channel = this.requireOpen(
      sourcePort,
      sourceChannel,
      `port ID (${sourcePort}) channel ID (${sourceChannel})`,
    );
    checkDestination(packet, channel);
    const { clientId } = this.connections.open(channel.connectionId);
    const commitment = this.store.commitment(packet);
    if (commitment === undefined) return false;
    // An ack of the usual form must be written just as Go writes it, or nobody could ever deliver it.
    const parsed = parseAck(ack);
    if (parsed !== undefined && ackValue(ackBytes(parsed)) !== ackValue(ack)) {
      throw ibcError(channelErrors.invalidAcknowledgement, "acknowledgement marshalling error");
    }
    const own = commitmentOf(packet);
    if (commitment !== own) {
      const both = `got (${own}), expected (${commitment})`;
      throw ibcError(channelErrors.invalidPacket, `commitment bytes are not equal: ${both}`);
    }
    within(`failed packet acknowledgement verification for client (${clientId})`, () =>
      this.clients.verifyMembership(
        ctx.block,
        clientId,
        proofHeight,
        paths.acknowledgement(packet.destinationPort, packet.destinationChannel, packet.sequence),
        ackValue(ack),
      ),
    );
    if (channel.order === "ORDER_ORDERED") this.acknowledgeInOrder(packet);
    this.store.deleteSent(ctx.block, packet);
    emitAcknowledgePacket(ctx, packet, channel);
    return true;
  }

  private requireOpen(portId: string, channelId: string, notFound: string): Channel {
    const channel = this.store.channel(portId, channelId);
    if (channel === undefined) throw ibcError(channelErrors.notFound, notFound);
    if (channel.state !== "OPEN") {
      throw ibcError(channelErrors.invalidState, `channel is not OPEN (got STATE_${channel.state})`);
    }
    return channel;
  }

  private applyOnce(ctx: Ctx, packet: Packet, channel: Channel): boolean {
    const { portId, channelId } = channel;
    const { sequence } = packet;
    if (channel.order === "ORDER_UNORDERED") {
      const path = paths.receipt(portId, channelId, sequence);
      if (this.store.value(path) !== undefined) return false;
      this.store.setValue(ctx.block, path, RECEIPT);
      return true;
    }
    const next = this.store.nextReceive(portId, channelId);
    if (sequence < next) return false;
    if (sequence !== next) {
      const details = `packet sequence ≠ next receive sequence (${sequence} ≠ ${next})`;
      throw ibcError(channelErrors.outOfOrder, details);
    }
    this.store.setNextReceive(ctx.block, portId, channelId, next + 1n);
    return true;
  }

  private acknowledgeInOrder({ sourcePort, sourceChannel, sequence }: Packet): void {
    const next = this.store.sequence("ack", sourcePort, sourceChannel);
    if (sequence !== next) {
      const details = `packet sequence ≠ next ack sequence (${sequence} ≠ ${next})`;
      throw ibcError(channelErrors.outOfOrder, details);
    }
    this.store.setSequence("ack", sourcePort, sourceChannel, next + 1n);
  }
}

function checkSource(packet: Packet, { counterparty }: Channel): void {
  if (packet.sourcePort !== counterparty.portId) {
    const both = `${packet.sourcePort} ≠ ${counterparty.portId}`;
    throw ibcError(channelErrors.invalidPacket, `packet source port doesn't match the counterparty's port (${both})`);
  }
  if (packet.sourceChannel !== counterparty.channelId) {
    const both = `${packet.sourceChannel} ≠ ${counterparty.channelId}`;
    throw ibcError(
      channelErrors.invalidPacket,
      `packet source channel doesn't match the counterparty's channel (${both})`,
    );
  }
}
