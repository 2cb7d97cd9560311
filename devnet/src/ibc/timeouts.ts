import type { Channel, Ctx, Packet } from "../types.js";
import type { Channels } from "./channels.js";
import type { LightClients } from "./clients.js";
import type { Connections } from "./connections.js";
import { requireElapsed } from "./elapsed.js";
import { channelErrors, ibcError, within } from "./errors.js";
import { emitChannelClosed, emitTimeoutPacket } from "./events.js";
import type { Height } from "./height.js";
import { checkDestination, commitmentOf } from "./packets.js";
import { type IbcStore, paths } from "./store.js";

/** Timeouts, also those of packets whose destination has closed. Mirrors 04-channel. */
export class Timeouts {
  constructor(
    private readonly store: IbcStore,
    private readonly clients: LightClients,
    private readonly connections: Connections,
    private readonly channels: Channels,
  ) {}

  /** Times a packet out; false, without any change, where it is not under way any more. The channel may be closed. */
  timeout(ctx: Ctx, packet: Packet, proofHeight: Height, nextSequenceRecv: bigint): boolean {
    const channel = this.channels.get(packet.sourcePort, packet.sourceChannel);
    checkDestination(packet, channel);
    const { clientId } = this.connections.get(channel.connectionId);
    const time = this.clients.timeAt(clientId, proofHeight);
    within("packet timeout not reached", () => requireElapsed(packet, proofHeight, time));
    if (!this.isUnderWay(packet)) return false;
    if (channel.order === "ORDER_ORDERED" && nextSequenceRecv > packet.sequence) {
      const both = `${nextSequenceRecv} > ${packet.sequence}`;
      const details = `packet already received, next sequence receive > packet sequence (${both})`;
      throw ibcError(channelErrors.packetReceived, details);
    }
    this.verifyUnreceived(ctx, clientId, packet, channel, proofHeight, nextSequenceRecv);
    this.execute(ctx, packet, channel);
    return true;
  }

  /** The same before its time, since the other end is closed and will never receive it. */
  timeoutOnClose(ctx: Ctx, packet: Packet, proofHeight: Height, nextSequenceRecv: bigint): boolean {
    const channel = this.channels.get(packet.sourcePort, packet.sourceChannel);
    checkDestination(packet, channel);
    const { clientId } = this.connections.get(channel.connectionId);
    if (!this.isUnderWay(packet)) return false;
    this.channels.verifyOther(ctx, channel, proofHeight, "CLOSED");
    if (channel.order === "ORDER_ORDERED" && nextSequenceRecv > packet.sequence) {
      const both = `${nextSequenceRecv} > ${packet.sequence}`;
      const details = `packet already received, next sequence receive > packet sequence (${both}`;
      throw ibcError(channelErrors.invalidPacket, details);
    }
    this.verifyUnreceived(ctx, clientId, packet, channel, proofHeight, nextSequenceRecv);
    this.execute(ctx, packet, channel);
    return true;
  }

  private isUnderWay(packet: Packet): boolean {
    const commitment = this.store.commitment(packet);
    if (commitment === undefined) return false;
    const own = commitmentOf(packet);
    if (commitment !== own) {
      const both = `got (${commitment}), expected (${own})`;
      throw ibcError(channelErrors.invalidPacket, `packet commitment bytes are not equal: ${both}`);
    }
    return true;
  }

  private verifyUnreceived(
    ctx: Ctx,
    clientId: string,
    packet: Packet,
    channel: Channel,
    proofHeight: Height,
    nextSequenceRecv: bigint,
  ): void {
    const { destinationPort, destinationChannel, sequence } = packet;
    if (channel.order === "ORDER_ORDERED") {
      within(`failed next sequence receive verification for client (${clientId})`, () =>
        this.clients.verifyMembership(
          ctx.block,
          clientId,
          proofHeight,
          paths.nextReceive(destinationPort, destinationChannel),
          nextSequenceRecv.toString(),
        ),
      );
      return;
    }
    within(`failed packet receipt absence verification for client (${clientId})`, () =>
      this.clients.verifyAbsence(
        ctx.block,
        clientId,
        proofHeight,
        paths.receipt(destinationPort, destinationChannel, sequence),
      ),
    );
  }

  private execute(ctx: Ctx, packet: Packet, channel: Channel): void {
    this.store.deleteSent(ctx.block, packet);
    if (channel.order === "ORDER_ORDERED") {
      const closed: Channel = { ...channel, state: "CLOSED" };
      this.store.setChannel(ctx.block, closed);
      emitChannelClosed(ctx, closed);
    }
    emitTimeoutPacket(ctx, packet, channel);
  }
}
