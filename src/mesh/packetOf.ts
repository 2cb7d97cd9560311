import type { SentTx } from "../core/tx.js";
import { type Packet, type PacketData, packetsFromTx } from "../ibc/index.js";

/** The packet of one kind that a transaction had a contract send; undefined where it sent none. */
export function packetOf(sent: SentTx, contract: string, kind: PacketData["kind"]): Packet | undefined {
  return packetsFromTx(sent.events).find(
    ({ sourcePort, content }) => sourcePort === `wasm.${contract}` && content.kind === kind,
  );
}
