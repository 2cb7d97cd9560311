import type { Chain, Packet, PacketId, TxOutcome, Work } from "mesh-security-devnet";
import type { CostWorld } from "./costWorld.js";

type Step = "receive" | "acknowledge" | "timeout";

function idOf(chain: Chain, { events }: TxOutcome): PacketId {
  const sent = events.filter(({ type }) => type === "send_packet");
  const field = (name: string) => sent[0]?.attributes.find(({ key }) => key === name)?.value ?? "";
  if (sent.length !== 1) throw new RangeError(`${sent.length} packets were sent`);
  return {
    chainId: chain.chainId,
    portId: field("packet_src_port"),
    channelId: field("packet_src_channel"),
    sequence: BigInt(field("packet_sequence")),
  };
}

function packetOf(chain: Chain, { portId, channelId, sequence }: PacketId): Packet {
  const sent = chain.ibc.store.sentPacket(portId, channelId, sequence);
  if (sent === undefined) throw new RangeError(`packet ${sequence} of ${channelId} is not under way`);
  return sent.packet;
}

/** Does one step of a packet's way; answers its transaction. */
function step({ network }: CostWorld, action: Step, id: PacketId, packet: Packet): TxOutcome {
  const work: Work = { action, id, packet };
  const result = action === "timeout" ? network.relayer.timeOut(id) : network.relayer.perform(work);
  if (result.kind === "failed") throw new RangeError(`${action}: ${result.error.message}`);
  const tx = network.chain(result.chainId).transactions.get(result.hash);
  if (tx === undefined) throw new RangeError(`${result.chainId} has lost ${result.hash}`);
  return tx;
}

/**
 * Carries the one packet that a transaction sent there, and its answer back; notes both under that name where there is
 * one. Answers the transaction that took the answer. Throws a RangeError where the answer is not as expected.
 */
export function carry(
  world: CostWorld,
  row: string | undefined,
  [from, to]: readonly [Chain, Chain],
  sent: TxOutcome,
  expected: "success" | "refusal" = "success",
): TxOutcome {
  const id = idOf(from, sent);
  const packet = packetOf(from, id);
  const note = (action: Step, chain: Chain) => {
    const deliver = () => step(world, action, id, packet);
    return row === undefined ? deliver() : world.meter.note(`${row}: ${action}`, chain, deliver);
  };
  note("receive", to);
  const { destinationPort, destinationChannel, sequence } = packet;
  const ack = new TextDecoder().decode(to.ibc.store.acknowledgement(destinationPort, destinationChannel, sequence));
  if (ack.startsWith('{"error"') !== (expected === "refusal")) throw new RangeError(`${row ?? "unnoted"}: ${ack}`);
  return note("acknowledge", from);
}

/** Lets the one packet that a transaction sent time out; notes that. */
export function expire(world: CostWorld, row: string, from: Chain, sent: TxOutcome): TxOutcome {
  const id = idOf(from, sent);
  return world.meter.note(`${row}: timeout`, from, () => step(world, "timeout", id, packetOf(from, id)));
}
