import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { canonical } from "../canonical.js";
import type { State, Table } from "../state.js";
import type { Block, Channel, Packet } from "../types.js";
import { padded } from "./height.js";

/** One end of a connection. */
export interface Connection {
  readonly state: "INIT" | "TRYOPEN" | "OPEN";
  readonly clientId: string;
  readonly counterparty: { readonly clientId: string; readonly connectionId: string };
}

/** A packet that is sent and neither acknowledged nor timed out. */
export interface SentPacket {
  readonly packet: Packet;
  /** Height and time (nanoseconds) of the block that sent it. */
  readonly height: bigint;
  readonly time: bigint;
}

type ChannelEnd = Omit<Channel, "portId" | "channelId">;

/** Where a chain keeps what others ask proofs of; the same paths as ibc-go's. */
export const paths = {
  connection: (id: string) => `connections/${id}`,
  channel: (portId: string, channelId: string) => `channelEnds/ports/${portId}/channels/${channelId}`,
  commitment: (portId: string, channelId: string, sequence: bigint) =>
    `commitments/ports/${portId}/channels/${channelId}/sequences/${sequence}`,
  receipt: (portId: string, channelId: string, sequence: bigint) =>
    `receipts/ports/${portId}/channels/${channelId}/sequences/${sequence}`,
  acknowledgement: (portId: string, channelId: string, sequence: bigint) =>
    `acks/ports/${portId}/channels/${channelId}/sequences/${sequence}`,
  nextReceive: (portId: string, channelId: string) => `nextSequenceRecv/ports/${portId}/channels/${channelId}`,
} as const;

/** What stands under a path for a connection end. */
export function connectionValue(connection: Connection): string {
  return canonical(connection);
}

/** What stands under a path for a channel end. */
export function channelValue({ state, order, version, connectionId, counterparty }: ChannelEnd): string {
  return canonical({ state, order, version, connectionId, counterparty });
}

/** What stands under a path for an acknowledgement. */
export function ackValue(ack: Uint8Array): string {
  return bytesToHex(ack);
}

const channelKey = (portId: string, channelId: string) => `${portId}/${channelId}`;
const packetKey = (portId: string, channelId: string, sequence: bigint) => `${portId}/${channelId}/${padded(sequence)}`;

/** Above every digit: ends the versions of a path. */
const END = ":";

/** Tables of the ibc module. What may be proven is kept with its past, so that a proof is of one height. */
export class IbcStore {
  private readonly versions: Table<string | null>;
  private readonly counters: Table<bigint>;
  private readonly connections: Table<Connection>;
  private readonly channels: Table<Channel>;
  private readonly sent: Table<SentPacket>;

  constructor(state: State) {
    this.versions = state.table("ibc/versions");
    this.counters = state.table("ibc/counters");
    this.connections = state.table("ibc/connections");
    this.channels = state.table("ibc/channels");
    this.sent = state.table("ibc/sent");
  }

  /** The next number of that kind, from 0 on. */
  next(kind: "client" | "connection" | "channel"): bigint {
    const number = this.counters.get(kind) ?? 0n;
    this.counters.set(kind, number + 1n);
    return number;
  }

  /** What stood under a path after the block of that height. */
  valueAt(path: string, height: bigint): string | undefined {
    for (const [, value] of this.versions.range(`${path}@`, `${path}@${padded(height)}${END}`, "descending")) {
      return value ?? undefined;
    }
    return undefined;
  }

  value(path: string): string | undefined {
    for (const [, value] of this.versions.range(`${path}@`, `${path}@${END}`, "descending")) return value ?? undefined;
    return undefined;
  }

  setValue(block: Block, path: string, value: string | null): void {
    this.versions.set(`${path}@${padded(block.height)}`, value);
  }

  connection(id: string): Connection | undefined {
    return this.connections.get(id);
  }

  setConnection(block: Block, id: string, connection: Connection): void {
    this.connections.set(id, connection);
    this.setValue(block, paths.connection(id), connectionValue(connection));
  }

  channel(portId: string, channelId: string): Channel | undefined {
    return this.channels.get(channelKey(portId, channelId));
  }

  /** Every channel, by port and id. */
  *allChannels(): Generator<Channel> {
    for (const [, channel] of this.channels.range()) yield channel;
  }

  /** Channels of all ports that begin so. */
  *channelsOf(portPrefix: string): Generator<Channel> {
    for (const [, channel] of this.channels.prefixed(portPrefix)) yield channel;
  }

  setChannel(block: Block, channel: Channel): void {
    this.channels.set(channelKey(channel.portId, channel.channelId), channel);
    this.setValue(block, paths.channel(channel.portId, channel.channelId), channelValue(channel));
  }

  /** Sequences of a new channel begin with 1. */
  sequence(kind: "send" | "ack", portId: string, channelId: string): bigint {
    return this.counters.get(`${kind}/${channelKey(portId, channelId)}`) ?? 1n;
  }

  setSequence(kind: "send" | "ack", portId: string, channelId: string, sequence: bigint): void {
    this.counters.set(`${kind}/${channelKey(portId, channelId)}`, sequence);
  }

  /** The sequence an ordered channel waits for. */
  nextReceive(portId: string, channelId: string): bigint {
    return BigInt(this.value(paths.nextReceive(portId, channelId)) ?? 1n);
  }

  setNextReceive(block: Block, portId: string, channelId: string, sequence: bigint): void {
    this.setValue(block, paths.nextReceive(portId, channelId), sequence.toString());
  }

  /** The acknowledgement this chain wrote for a packet it received; empty where there is none. */
  acknowledgement(portId: string, channelId: string, sequence: bigint): Uint8Array {
    return hexToBytes(this.value(paths.acknowledgement(portId, channelId, sequence)) ?? "");
  }

  /** Packets under way, by port, channel and sequence. */
  *sentPackets(): Generator<SentPacket> {
    for (const [, sent] of this.sent.range()) yield sent;
  }

  sentPacket(portId: string, channelId: string, sequence: bigint): SentPacket | undefined {
    return this.sent.get(packetKey(portId, channelId, sequence));
  }

  addSent(block: Block, packet: Packet, commitment: string): void {
    const { sourcePort, sourceChannel, sequence } = packet;
    this.setValue(block, paths.commitment(sourcePort, sourceChannel, sequence), commitment);
    this.sent.set(packetKey(sourcePort, sourceChannel, sequence), { packet, height: block.height, time: block.time });
  }

  commitment({ sourcePort, sourceChannel, sequence }: Packet): string | undefined {
    return this.value(paths.commitment(sourcePort, sourceChannel, sequence));
  }

  deleteSent(block: Block, { sourcePort, sourceChannel, sequence }: Packet): void {
    this.setValue(block, paths.commitment(sourcePort, sourceChannel, sequence), null);
    this.sent.delete(packetKey(sourcePort, sourceChannel, sequence));
  }
}
