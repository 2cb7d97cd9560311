import type { Order, Packet } from "../types.js";

/** A packet by where it was sent. */
export interface PacketId {
  readonly chainId: string;
  readonly portId: string;
  readonly channelId: string;
  readonly sequence: bigint;
}

export type PacketAction = "receive" | "acknowledge" | "timeout" | "timeoutOnClose";

/** A packet under way. */
export interface PendingPacket {
  readonly id: PacketId;
  readonly packet: Packet;
  /** The chain it goes to. */
  readonly to: string;
  /** Time (nanoseconds) of the block that sent it. */
  readonly since: bigint;
  /** What a relayer can do for it now. Nothing, e.g. where the channel closed before the ack came back. */
  readonly next: PacketAction | undefined;
}

/** Something a relayer can do now. */
export type Work =
  | { readonly action: PacketAction; readonly id: PacketId; readonly packet: Packet }
  | { readonly action: "closeConfirm"; readonly chainId: string; readonly portId: string; readonly channelId: string };

/** What came of it, on which chain, in which block. */
export type RelayResult =
  | {
      readonly kind: "received" | "acknowledged" | "timedOut";
      readonly packet: PacketId;
      readonly chainId: string;
      readonly height: bigint;
      readonly hash: string;
      /** False where it had been relayed before: nothing changed. */
      readonly fresh: boolean;
    }
  | {
      readonly kind: "closed";
      readonly chainId: string;
      readonly portId: string;
      readonly channelId: string;
      readonly height: bigint;
      readonly hash: string;
    }
  | {
      readonly kind: "failed";
      readonly work: Work;
      readonly chainId: string;
      readonly height: bigint;
      readonly hash: string;
      readonly error: { readonly codespace: string; readonly code: number; readonly message: string };
    };

/** One end of a connection between two chains. */
export interface ConnectionEnd {
  readonly chainId: string;
  readonly clientId: string;
  readonly connectionId: string;
}

export interface ConnectionEnds {
  readonly a: ConnectionEnd;
  readonly b: ConnectionEnd;
}

export interface ChannelEnd {
  readonly chainId: string;
  readonly portId: string;
  readonly channelId: string;
}

export interface ChannelEnds {
  readonly a: ChannelEnd;
  readonly b: ChannelEnd;
  /** The version both ends agreed on. */
  readonly version: string;
}

export interface ChannelParams {
  /** `a` begins. */
  readonly connection: ConnectionEnds;
  readonly ports: { readonly a: string; readonly b: string };
  readonly version: string;
  /** Unordered where left out. */
  readonly order?: Order;
}
