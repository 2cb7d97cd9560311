import type { Order, Packet } from "../types.js";
import { channelErrors, ibcError, ibcErrors } from "./errors.js";
import { type Height, ZERO_HEIGHT } from "./height.js";

/** A number of 64 bits as clients write it; left out, it is 0. */
export type WireU64 = bigint | number | string | undefined;

export interface WireHeight {
  readonly revisionNumber?: WireU64;
  readonly revisionHeight?: WireU64;
}

export interface WirePacket {
  readonly sequence: WireU64;
  readonly sourcePort: string;
  readonly sourceChannel: string;
  readonly destinationPort: string;
  readonly destinationChannel: string;
  readonly data: Uint8Array;
  readonly timeoutHeight?: WireHeight | undefined;
  readonly timeoutTimestamp?: WireU64;
}

/** `state` and `ordering` are the numbers of the protobuf enums; the state is not read, since the message says it. */
export interface WireChannel {
  readonly ordering: number;
  readonly counterparty: { readonly portId: string; readonly channelId?: string };
  readonly connectionHops: readonly string[];
  readonly version: string;
}

/** Reads a number; throws `ibc/8` where it is none of 64 bits. */
export function readU64(value: WireU64): bigint {
  const digits = String(value ?? 0);
  const number = /^\d{1,20}$/.test(digits) ? BigInt(digits) : -1n;
  if (number < 0n || number >= 2n ** 64n) {
    throw ibcError(ibcErrors.invalidRequest, `${digits} is not a number of 64 bits`);
  }
  return number;
}

export function readHeight(height: WireHeight | undefined): Height {
  if (height === undefined) return ZERO_HEIGHT;
  return { revisionNumber: readU64(height.revisionNumber), revisionHeight: readU64(height.revisionHeight) };
}

export function readPacket(packet: WirePacket): Packet {
  return {
    sequence: readU64(packet.sequence),
    sourcePort: packet.sourcePort,
    sourceChannel: packet.sourceChannel,
    destinationPort: packet.destinationPort,
    destinationChannel: packet.destinationChannel,
    data: packet.data,
    timeoutHeight: readHeight(packet.timeoutHeight),
    timeoutTimestamp: readU64(packet.timeoutTimestamp),
  };
}

const ORDERS: readonly (Order | undefined)[] = [undefined, "ORDER_UNORDERED", "ORDER_ORDERED"];

/** Reads the number of an order; throws `channel/6` where it is neither of both. */
export function readOrder(ordering: number): Order {
  const order = ORDERS[ordering];
  if (order === undefined) throw ibcError(channelErrors.invalidOrdering, "ORDER_NONE_UNSPECIFIED");
  return order;
}

/** The number of an order in messages. */
export function orderNumber(order: Order): number {
  return ORDERS.indexOf(order);
}
