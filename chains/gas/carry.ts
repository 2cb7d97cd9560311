import { connectComet } from "@cosmjs/tendermint-rpc";
import { BinaryWriter } from "cosmjs-types/binary";
import { MsgAcknowledgement, MsgRecvPacket, MsgTimeout } from "cosmjs-types/ibc/core/channel/v1/tx";
import type { StageChain } from "mesh-security-cli";
import { fromHex, type Packet, type SentTx, sendMsgs, toUtf8 } from "mesh-security-sdk";
import { endpoint } from "../endpoint.js";
import type { NetworkFacts } from "../network.js";
import type { LightClients } from "./clients.js";
import { FEE } from "./fee.js";

/** A chain, and the account that carries packets to it. */
export interface CarrierEnd {
  readonly chain: StageChain;
  readonly account: string;
}

/** Carries packets by hand, each step a transaction of one message: a relayer packs a client's update in as well. */
export class Carrier {
  readonly #clients: LightClients;
  readonly #facts: NetworkFacts;
  readonly #ends: readonly CarrierEnd[];

  constructor(facts: NetworkFacts, clients: LightClients, ends: readonly CarrierEnd[]) {
    this.#facts = facts;
    this.#clients = clients;
    this.#ends = ends;
  }

  #end(chain: StageChain): CarrierEnd {
    const end = this.#ends.find((each) => each.chain === chain);
    if (end === undefined) throw new RangeError(`nobody carries packets to ${chain.chainId}`);
    return end;
  }

  /** What stands, or does not, under `path` of `from`, proved to the client that `to` has of it. */
  async #proof(from: StageChain, to: StageChain, path: string, height: number) {
    const node = this.#facts.nodes.find(({ chain }) => chain.chainId === from.chainId);
    if (node === undefined) throw new RangeError(`${from.chainId} was not started`);
    const known = await this.#clients.above(to.chainId, from.chainId, height);
    const comet = await connectComet(endpoint(node.endpoints.rpc));
    // A header holds the state after the block before it.
    const question = { path: "/store/ibc/key", data: toUtf8(path), prove: true, height: known - 1 };
    const { proof } = await comet.abciQuery(question);
    const merkle = BinaryWriter.create();
    for (const { data } of proof?.ops ?? []) merkle.uint32(10).bytes(data);
    comet.disconnect();
    return { proof: merkle.finish(), proofHeight: { revisionNumber: 1n, revisionHeight: BigInt(known) } };
  }

  async #send(to: CarrierEnd, typeUrl: string, value: object): Promise<SentTx> {
    return sendMsgs(to.chain.client, to.account, [{ typeUrl, value }], { fee: FEE });
  }

  /** Delivers a packet that was sent at `height` of `from`. */
  async receive(packet: Packet, from: StageChain, to: StageChain, height: number): Promise<SentTx> {
    const end = this.#end(to);
    const path = `commitments/ports/${packet.sourcePort}/channels/${packet.sourceChannel}/sequences/${packet.sequence}`;
    const { proof, proofHeight } = await this.#proof(from, to, path, height);
    const message = { packet: wire(packet), proofCommitment: proof, proofHeight, signer: end.account };
    return this.#send(end, "/ibc.core.channel.v1.MsgRecvPacket", MsgRecvPacket.fromPartial(message));
  }

  /** Delivers the acknowledgement that `received`, on `to`, wrote of a packet of `from`. */
  async acknowledge(packet: Packet, from: StageChain, to: StageChain, received: SentTx): Promise<SentTx> {
    const end = this.#end(from);
    const { destinationPort, destinationChannel, sequence } = packet;
    const path = `acks/ports/${destinationPort}/channels/${destinationChannel}/sequences/${sequence}`;
    const { proof, proofHeight } = await this.#proof(to, from, path, received.height);
    const message = {
      packet: wire(packet),
      acknowledgement: ackOf(received),
      proofAcked: proof,
      proofHeight,
      signer: end.account,
    };
    return this.#send(end, "/ibc.core.channel.v1.MsgAcknowledgement", MsgAcknowledgement.fromPartial(message));
  }

  /** Tells `from` that `to` has not received a packet up to `height`, which is after the packet's time. */
  async timeOut(packet: Packet, from: StageChain, to: StageChain, height: number): Promise<SentTx> {
    const end = this.#end(from);
    const { destinationPort, destinationChannel, sequence } = packet;
    const path = `receipts/ports/${destinationPort}/channels/${destinationChannel}/sequences/${sequence}`;
    const { proof, proofHeight } = await this.#proof(to, from, path, height);
    const message = {
      packet: wire(packet),
      proofUnreceived: proof,
      proofHeight,
      nextSequenceRecv: 1n,
      signer: end.account,
    };
    return this.#send(end, "/ibc.core.channel.v1.MsgTimeout", MsgTimeout.fromPartial(message));
  }
}

function wire({ timeoutTimestamp, content: _, ...packet }: Packet) {
  return { ...packet, timeoutHeight: { revisionNumber: 0n, revisionHeight: 0n }, timeoutTimestamp };
}

function ackOf({ events }: SentTx): Uint8Array {
  const written = events.find(({ type }) => type === "write_acknowledgement");
  const hex = written?.attributes.find(({ key }) => key === "packet_ack_hex")?.value;
  if (hex === undefined) throw new RangeError("no acknowledgement was written");
  return fromHex(hex);
}
