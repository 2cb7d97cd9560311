import { MeshError } from "./base.js";

/** What identifies a packet for ever, on the chain that sent it. */
export interface PacketIds {
  readonly sourcePort: string;
  readonly sourceChannel: string;
  readonly destinationPort: string;
  readonly destinationChannel: string;
  readonly sequence: bigint;
}

const named = (ids: PacketIds) => `Packet ${ids.sequence} on ${ids.sourceChannel} (${ids.sourcePort})`;

/** Base of the three ends of a packet that are not a success. */
abstract class PacketError extends MeshError implements PacketIds {
  readonly sourcePort: string;
  readonly sourceChannel: string;
  readonly destinationPort: string;
  readonly destinationChannel: string;
  readonly sequence: bigint;
  constructor(shortMessage: string, ids: PacketIds, details: readonly string[] = []) {
    super(shortMessage, { details });
    this.sourcePort = ids.sourcePort;
    this.sourceChannel = ids.sourceChannel;
    this.destinationPort = ids.destinationPort;
    this.destinationChannel = ids.destinationChannel;
    this.sequence = ids.sequence;
  }
}

/** The other chain refused the packet; what it was sent for is undone on the chain that sent it. */
export class PacketRejectedError extends PacketError {
  override readonly name = "PacketRejectedError";
  constructor(
    ids: PacketIds,
    readonly reason: string,
    readonly transactionHash: string,
    readonly height: number,
  ) {
    super(`${named(ids)} was refused: ${reason}`, ids, [`Transaction: ${transactionHash}`]);
  }
}

/** The packet was not received in time; what it was sent for is undone on the chain that sent it. */
export class PacketTimedOutError extends PacketError {
  override readonly name = "PacketTimedOutError";
  constructor(
    ids: PacketIds,
    readonly transactionHash: string,
    readonly height: number,
  ) {
    super(`${named(ids)} timed out.`, ids, [`Transaction: ${transactionHash}`]);
  }
}

/** The packet's end was not seen before the deadline; wait for it again with the same ids. */
export class PacketStatusUnknownError extends PacketError {
  override readonly name = "PacketStatusUnknownError";
  constructor(
    ids: PacketIds,
    readonly reason: string,
  ) {
    super(`${named(ids)}: ${reason}`, ids);
  }
}
