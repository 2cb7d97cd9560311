import { fromHex, toUtf8 } from "../core/bytes.js";
import type { ChainEvent } from "../core/client.js";
import { DecodeError } from "../errors/answer.js";
import type { PacketIds } from "../errors/packet.js";
import { decodePacketData, type PacketData } from "./packetData.js";

/** A packet as the chain that sends it tells of it. */
export interface Packet extends PacketIds {
  readonly data: Uint8Array;
  /** What `data` says. */
  readonly content: PacketData;
  /** Nanoseconds since 1970 on the receiving chain; 0 where the timeout is a height only. */
  readonly timeoutTimestamp: bigint;
}

const UINT64 = /^\d{1,20}$/;

/** An event's attribute; undefined where it has none of that key. */
export function attribute(event: ChainEvent, key: string): string | undefined {
  return event.attributes.find((each) => each.key === key)?.value;
}

function required(event: ChainEvent, key: string): string {
  const value = attribute(event, key);
  if (value === undefined) throw new DecodeError(key, "an attribute", { source: `${event.type} event` });
  return value;
}

function uint64(event: ChainEvent, key: string, fallback?: string): bigint {
  const text = attribute(event, key) ?? fallback ?? required(event, key);
  if (!UINT64.test(text)) throw new DecodeError(key, "a number", { source: `${event.type} event` });
  return BigInt(text);
}

/** Bytes that older chains give as text under `key` and newer ones in hex under `key_hex`. */
export function bytesOf(event: ChainEvent, key: string): Uint8Array | undefined {
  const hex = attribute(event, `${key}_hex`);
  if (hex !== undefined) return fromHex(hex);
  const text = attribute(event, key);
  return text === undefined ? undefined : toUtf8(text);
}

/** Whether an event of ibc-go is about this packet. */
export function isAbout(event: ChainEvent, ids: PacketIds): boolean {
  return (
    attribute(event, "packet_sequence") === ids.sequence.toString() &&
    attribute(event, "packet_src_port") === ids.sourcePort &&
    attribute(event, "packet_src_channel") === ids.sourceChannel &&
    attribute(event, "packet_dst_port") === ids.destinationPort &&
    attribute(event, "packet_dst_channel") === ids.destinationChannel
  );
}

/**
 * All packets that a transaction sent, in order: of Mesh Security, ICS-20 transfers and others. There may be none, one
 * or many.
 *
 * @throws DecodeError where a `send_packet` event lacks what it must have.
 *
 * @example
 * ```ts
 * const { events } = await grantClaim(client, { contract, sender, lienholder, validator, amount: 700n });
 * const packet = packetsFromTx(events).find(({ content }) => content.kind === "stake");
 * ```
 */
export function packetsFromTx(events: readonly ChainEvent[]): readonly Packet[] {
  return events
    .filter((event) => event.type === "send_packet")
    .map((event) => {
      const data = bytesOf(event, "packet_data") ?? toUtf8(required(event, "packet_data_hex"));
      return {
        sourcePort: required(event, "packet_src_port"),
        sourceChannel: required(event, "packet_src_channel"),
        destinationPort: required(event, "packet_dst_port"),
        destinationChannel: required(event, "packet_dst_channel"),
        sequence: uint64(event, "packet_sequence"),
        data,
        content: decodePacketData(data),
        timeoutTimestamp: uint64(event, "packet_timeout_timestamp", "0"),
      };
    });
}
