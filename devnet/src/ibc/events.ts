import { bytesToHex } from "@noble/hashes/utils.js";
import { event } from "../ledger.js";
import type { ChainEvent, Channel, Ctx, Packet } from "../types.js";
import { formatHeight } from "./height.js";
import type { Connection } from "./store.js";

const PREFIX = "ibccallbackerror-";

/** An event of a receive that was undone: ibc-go keeps it, under names that nobody takes for the real ones. */
export function asErrorEvent({ type, attributes }: ChainEvent): ChainEvent {
  return {
    type: PREFIX + type,
    attributes: attributes.map(({ key, value }) => ({ key: PREFIX + key, value })),
  };
}

export function emitConnection(
  ctx: Ctx,
  step: "init" | "try" | "ack" | "confirm",
  connectionId: string,
  { clientId, counterparty }: Connection,
): void {
  ctx.events.push(
    event(`connection_open_${step}`, {
      connection_id: connectionId,
      client_id: clientId,
      counterparty_client_id: counterparty.clientId,
      ...(step === "init" ? {} : { counterparty_connection_id: counterparty.connectionId }),
    }),
    event("message", { module: "ibc_connection" }),
  );
}

export type ChannelStep = "open_init" | "open_try" | "open_ack" | "open_confirm" | "close_init" | "close_confirm";

export function emitChannel(ctx: Ctx, step: ChannelStep, channel: Channel): void {
  ctx.events.push(
    event(`channel_${step}`, {
      port_id: channel.portId,
      channel_id: channel.channelId,
      counterparty_port_id: channel.counterparty.portId,
      ...(step === "open_init" ? {} : { counterparty_channel_id: channel.counterparty.channelId }),
      connection_id: channel.connectionId,
      ...(step === "open_init" || step === "open_try" ? { version: channel.version } : {}),
    }),
    categorized(),
  );
}

/** An ordered channel closes with its first timeout. */
export function emitChannelClosed(ctx: Ctx, channel: Channel): void {
  ctx.events.push(
    event("channel_close", {
      port_id: channel.portId,
      channel_id: channel.channelId,
      counterparty_port_id: channel.counterparty.portId,
      counterparty_channel_id: channel.counterparty.channelId,
      connection_id: channel.connectionId,
      packet_channel_ordering: channel.order,
    }),
    categorized(),
  );
}

export function emitSendPacket(ctx: Ctx, packet: Packet, channel: Channel): void {
  emitPacket(ctx, "send_packet", { ...data(packet), ...route(packet), ...connection(channel) });
}

export function emitRecvPacket(ctx: Ctx, packet: Packet, channel: Channel): void {
  emitPacket(ctx, "recv_packet", { ...data(packet), ...route(packet), ...connection(channel) });
}

export function emitWriteAcknowledgement(ctx: Ctx, packet: Packet, channel: Channel, ack: Uint8Array): void {
  emitPacket(ctx, "write_acknowledgement", {
    ...data(packet),
    ...route(packet),
    packet_ack_hex: bytesToHex(ack),
    ...connection(channel),
  });
}

export function emitAcknowledgePacket(ctx: Ctx, packet: Packet, channel: Channel): void {
  emitPacket(ctx, "acknowledge_packet", { ...route(packet), ...connection(channel) });
}

export function emitTimeoutPacket(ctx: Ctx, packet: Packet, channel: Channel): void {
  emitPacket(ctx, "timeout_packet", {
    ...route(packet),
    connection_id: channel.connectionId,
    packet_channel_ordering: channel.order,
  });
}

function emitPacket(ctx: Ctx, type: string, attributes: Readonly<Record<string, string>>): void {
  ctx.events.push(event(type, attributes), categorized());
}

function categorized(): ChainEvent {
  return event("message", { module: "ibc_channel" });
}

function data(packet: Packet) {
  return { packet_data_hex: bytesToHex(packet.data) };
}

function route(packet: Packet) {
  return {
    packet_timeout_height: formatHeight(packet.timeoutHeight),
    packet_timeout_timestamp: packet.timeoutTimestamp.toString(),
    packet_sequence: packet.sequence.toString(),
    packet_src_port: packet.sourcePort,
    packet_src_channel: packet.sourceChannel,
    packet_dst_port: packet.destinationPort,
    packet_dst_channel: packet.destinationChannel,
  };
}

function connection(channel: Channel) {
  return {
    packet_channel_ordering: channel.order,
    packet_connection: channel.connectionId,
    connection_id: channel.connectionId,
  };
}
