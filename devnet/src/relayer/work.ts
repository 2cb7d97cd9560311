import { elapsed } from "../ibc/elapsed.js";
import { paths, type SentPacket } from "../ibc/store.js";
import type { Channel, EncodeObject, Packet } from "../types.js";
import type { Endpoint } from "./endpoint.js";
import type { PacketAction, PacketId, PendingPacket, Work } from "./types.js";

/** Finds the relayer's end on a chain; undefined for chains it does not know. */
export type Ends = (chainId: string) => Endpoint | undefined;

interface Path {
  readonly here: Endpoint;
  readonly there: Endpoint;
  /** Client on `here` of `there`, and the other way round. */
  readonly clientHere: string;
  readonly clientThere: string;
}

function pathOf(ends: Ends, here: Endpoint, channel: Channel): Path | undefined {
  const connection = here.ibc.store.connection(channel.connectionId);
  const client = connection === undefined ? undefined : here.ibc.clients.client(connection.clientId);
  const there = client === undefined ? undefined : ends(client.chainId);
  if (connection === undefined || there === undefined) return undefined;
  return { here, there, clientHere: connection.clientId, clientThere: connection.counterparty.clientId };
}

/** Packets under way, oldest first. What is known is on the chains: a relayer that starts anew sees the same. */
export function pendingPackets(ends: Ends, all: readonly Endpoint[]): PendingPacket[] {
  const pending = all.flatMap((here) =>
    [...here.ibc.store.sentPackets()].flatMap((sent) => describe(ends, here, sent) ?? []),
  );
  return pending.sort((x, y) => (x.since < y.since ? -1 : Number(x.since > y.since)));
}

/** One of them; undefined where it is not under way. */
export function pendingPacket(ends: Ends, id: PacketId): PendingPacket | undefined {
  const here = ends(id.chainId);
  const sent = here?.ibc.store.sentPacket(id.portId, id.channelId, id.sequence);
  return here === undefined || sent === undefined ? undefined : describe(ends, here, sent);
}

/** Whether that is still to be done. */
export function isOpen(ends: Ends, work: Work): boolean {
  if (work.action !== "closeConfirm") return pendingPacket(ends, work.id)?.next === work.action;
  return ends(work.chainId)?.ibc.channel(work.portId, work.channelId)?.state === "OPEN";
}

function describe(ends: Ends, here: Endpoint, { packet, time }: SentPacket): PendingPacket | undefined {
  const { sourcePort: portId, sourceChannel: channelId, sequence } = packet;
  const channel = here.ibc.channel(portId, channelId);
  const path = channel === undefined ? undefined : pathOf(ends, here, channel);
  if (channel === undefined || path === undefined) return undefined;
  const id = { chainId: here.chainId, portId, channelId, sequence };
  return { id, packet, to: path.there.chainId, since: time, next: nextAction(path.there, channel, packet) };
}

function nextAction(there: Endpoint, channel: Channel, packet: Packet): PacketAction | undefined {
  const { destinationPort, destinationChannel, sequence } = packet;
  const { store } = there.ibc;
  if (store.value(paths.acknowledgement(destinationPort, destinationChannel, sequence)) !== undefined) {
    return channel.state === "OPEN" ? "acknowledge" : undefined;
  }
  const ordered = channel.order === "ORDER_ORDERED";
  const next = store.nextReceive(destinationPort, destinationChannel);
  const received = ordered
    ? next > sequence
    : store.value(paths.receipt(destinationPort, destinationChannel, sequence)) !== undefined;
  if (received) return undefined;
  const other = there.ibc.channel(destinationPort, destinationChannel);
  if (other?.state === "CLOSED") return "timeoutOnClose";
  const { height, time } = there.latest();
  if (elapsed(packet, height, time)) return "timeout";
  return other?.state === "OPEN" && (!ordered || next === sequence) ? "receive" : undefined;
}

/** Channels whose other end has closed. */
export function pendingCloses(ends: Ends, all: readonly Endpoint[]): Work[] {
  return all.flatMap((here) =>
    [...here.ibc.store.allChannels()].flatMap((channel): Work[] => {
      if (channel.state !== "OPEN") return [];
      const { portId, channelId } = channel.counterparty;
      const other = pathOf(ends, here, channel)?.there.ibc.channel(portId, channelId);
      if (other?.state !== "CLOSED") return [];
      const { chainId } = here;
      return [{ action: "closeConfirm", chainId, portId: channel.portId, channelId: channel.channelId }];
    }),
  );
}

/** The transaction that does it, and the chain it goes to; undefined where the chains are not known. */
export function transactionFor(
  ends: Ends,
  work: Work,
  update: boolean,
): { readonly on: Endpoint; readonly messages: readonly EncodeObject[] } | undefined {
  const end = work.action === "closeConfirm" ? work : work.id;
  const here = ends(end.chainId);
  const channel = here?.ibc.channel(end.portId, end.channelId);
  const path = here === undefined || channel === undefined ? undefined : pathOf(ends, here, channel);
  if (path === undefined) return undefined;
  const receiving = work.action === "receive";
  const [on, other] = receiving ? [path.there, path.here] : [path.here, path.there];
  const { messages, proofHeight } = on.proofOf(other, receiving ? path.clientThere : path.clientHere, update);
  const typeUrl = `/ibc.core.channel.v1.${TYPES[work.action]}`;
  const value = { ...fieldsOf(work, other), proofHeight, signer: on.address };
  return { on, messages: [...messages, { typeUrl, value }] };
}

const TYPES = {
  receive: "MsgRecvPacket",
  acknowledge: "MsgAcknowledgement",
  timeout: "MsgTimeout",
  timeoutOnClose: "MsgTimeoutOnClose",
  closeConfirm: "MsgChannelCloseConfirm",
} as const;

function fieldsOf(work: Work, other: Endpoint): object {
  if (work.action === "closeConfirm") return { portId: work.portId, channelId: work.channelId };
  const { action, packet } = work;
  const { destinationPort, destinationChannel, sequence } = packet;
  const { store } = other.ibc;
  if (action === "receive") return { packet };
  if (action === "acknowledge") {
    return { packet, acknowledgement: store.acknowledgement(destinationPort, destinationChannel, sequence) };
  }
  return { packet, nextSequenceRecv: store.nextReceive(destinationPort, destinationChannel) };
}
