import type { ChainEvent, SigningClient } from "mesh-security-sdk";
import { type HandshakeTrace, type PacketTrace, plainEvents, type Relayed } from "./trace.js";

type Searcher = Pick<SigningClient, "searchTx">;

/** Chain and id of the other end of a channel. */
interface Peer {
  readonly chain: string;
  readonly channel: string;
}

/** What finding a packet needs: the chains' clients by name, and each channel's other end. */
export interface Reach {
  client(chain: string): Searcher;
  peer(chain: string, port: string, channel: string): Peer | undefined;
}

const attributeOf = ({ attributes }: ChainEvent, key: string) => attributes.find((each) => each.key === key)?.value;

function matches(event: ChainEvent, type: string, wanted: Readonly<Record<string, string>>): boolean {
  return event.type === type && Object.entries(wanted).every(([key, value]) => attributeOf(event, key) === value);
}

/**
 * The events of the one message that did it: a relayer puts several into a transaction, each chain says by `msg_index`
 * which events are whose.
 */
async function find(
  reach: Reach,
  chain: string,
  message: string,
  type: string,
  wanted: Readonly<Record<string, string>>,
): Promise<Relayed[]> {
  const query = Object.entries(wanted).map(([key, value]) => ({ key: `${type}.${key}`, value }));
  const found = await reach.client(chain).searchTx(query);
  for (const { code, events } of found) {
    const event = code === 0 ? events.find((each) => matches(each, type, wanted)) : undefined;
    if (event === undefined) continue;
    const index = attributeOf(event, "msg_index");
    return [{ chain, message, events: plainEvents(events.filter((each) => attributeOf(each, "msg_index") === index)) }];
  }
  return [];
}

interface Sent {
  readonly from: string;
  readonly event: ChainEvent;
}

const sentIn = (from: string, events: readonly ChainEvent[]): Sent[] =>
  events.filter(({ type }) => type === "send_packet").map((event) => ({ from, event }));

async function follow(reach: Reach, { from, event }: Sent): Promise<PacketTrace> {
  const of = (key: string) => attributeOf(event, key) ?? "";
  const [port, channel, sequence] = [of("packet_src_port"), of("packet_src_channel"), of("packet_sequence")];
  const peer = reach.peer(from, port, channel);
  const source = { packet_src_port: port, packet_src_channel: channel, packet_sequence: sequence };
  const destination = {
    packet_dst_port: of("packet_dst_port"),
    packet_dst_channel: of("packet_dst_channel"),
    packet_sequence: sequence,
  };
  const relayed = [
    ...(peer === undefined ? [] : await find(reach, peer.chain, "receive", "recv_packet", destination)),
    ...(await find(reach, from, "acknowledge", "acknowledge_packet", source)),
    ...(await find(reach, from, "timeout", "timeout_packet", source)),
  ];
  return { from, port, channel, sequence, relayed };
}

/**
 * Every packet that follows from what was recorded: those of `events`, those that their relaying sent, and so on.
 */
export async function followPackets(
  reach: Reach,
  recorded: readonly { readonly chain: string; readonly events: readonly ChainEvent[] }[],
): Promise<PacketTrace[]> {
  const packets = new Map<string, PacketTrace>();
  const waiting = recorded.flatMap(({ chain, events }) => sentIn(chain, events));
  for (let sent = waiting.shift(); sent !== undefined; sent = waiting.shift()) {
    const packet = await follow(reach, sent);
    const id = JSON.stringify([packet.from, packet.port, packet.channel, packet.sequence]);
    if (packets.has(id)) continue;
    packets.set(id, packet);
    waiting.push(...packet.relayed.flatMap(({ chain, events }) => sentIn(chain, events)));
  }
  return [...packets.values()];
}

const STEPS = ["open_init", "open_try", "open_ack", "open_confirm"] as const;

/** The messages of a handshake, in its own order, at whichever end they stand. */
export async function followHandshake(
  reach: Reach,
  what: "connection" | "channel",
  ends: HandshakeTrace["ends"],
): Promise<HandshakeTrace> {
  const relayed: Relayed[] = [];
  for (const step of STEPS) {
    for (const { chain, id, port } of ends) {
      const wanted = { [`${what}_id`]: id, ...(port === undefined ? {} : { port_id: port }) };
      relayed.push(...(await find(reach, chain, step, `${what}_${step}`, wanted)));
    }
  }
  return { ends, relayed };
}
