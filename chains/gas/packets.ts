import type { StageChain } from "mesh-security-cli";
import { type Packet, type PacketData, packetsFromTx, type SentTx } from "mesh-security-sdk";
import type { GasWorld } from "./world.js";

/** A packet that a transaction sent, and from where to where it goes. */
export interface UnderWay {
  readonly packet: Packet;
  readonly from: StageChain;
  readonly to: StageChain;
  /** Block that sent it. */
  readonly height: number;
}

/** The one packet of a kind in a transaction. */
export function sentPacket(
  { home, juno }: GasWorld,
  kind: PacketData["kind"],
  from: "home" | "juno",
  sent: Pick<SentTx, "events" | "height">,
): UnderWay {
  const [packet, ...others] = packetsFromTx(sent.events).filter(({ content }) => content.kind === kind);
  if (packet === undefined || others.length > 0) throw new RangeError(`not one packet of ${kind} was sent`);
  const route = from === "home" ? { from: home, to: juno } : { from: juno, to: home };
  return { packet, height: sent.height, ...route };
}

/** Packets that a channel's opening sent from the provider, by the channel they go on. */
export async function openingPackets(world: GasWorld, channel: string): Promise<Pick<SentTx, "events" | "height">> {
  const { home, link } = world;
  const [opened] = await home.client.searchTx([
    { key: "send_packet.packet_src_port", value: `wasm.${link.provider}` },
    { key: "send_packet.packet_src_channel", value: channel },
  ]);
  if (opened === undefined) throw new RangeError(`nothing was sent on ${channel}`);
  return opened;
}

/** Delivers a packet and brings its answer back; both are noted under `row`. Answers what the sender's side did. */
export async function carry(world: GasWorld, row: string, way: UnderWay): Promise<SentTx> {
  const { packet, from, to, height } = way;
  const received = await world.note(`${row}: receive`, world.carrier.receive(packet, from, to, height));
  return world.note(`${row}: acknowledge`, world.carrier.acknowledge(packet, from, to, received));
}

/** The same for a packet whose figures another one has given. */
export async function carryUnnoted(world: GasWorld, { packet, from, to, height }: UnderWay): Promise<SentTx> {
  const received = await world.carrier.receive(packet, from, to, height);
  return world.carrier.acknowledge(packet, from, to, received);
}

/** Lets a packet that was not received in time come back. */
export async function timeOut(world: GasWorld, row: string, { packet, from, to }: UnderWay): Promise<SentTx> {
  const height = await to.client.getHeight();
  return world.note(`${row}: time out`, world.carrier.timeOut(packet, from, to, height));
}
