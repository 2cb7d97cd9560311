import type { Packet } from "../types.js";
import { channelErrors, ibcError } from "./errors.js";
import { formatHeight, type Height, isZero, reached } from "./height.js";

type Timeout = Pick<Packet, "timeoutHeight" | "timeoutTimestamp">;

function heightElapsed({ timeoutHeight }: Timeout, height: Height): boolean {
  return !isZero(timeoutHeight) && reached(height, timeoutHeight);
}

/** Whether a packet is too late for a block of the receiving chain: by height or by time (nanoseconds). */
export function elapsed(packet: Timeout, height: Height, time: bigint): boolean {
  return heightElapsed(packet, height) || (packet.timeoutTimestamp !== 0n && time >= packet.timeoutTimestamp);
}

/** Throws `channel/40` where {@link elapsed}, and says which of both has passed. */
export function refuseElapsed(packet: Timeout, height: Height, time: bigint): void {
  if (!elapsed(packet, height, time)) return;
  const passed = heightElapsed(packet, height) ? heights(packet, height) : times(packet, time);
  throw ibcError(channelErrors.timeoutElapsed, passed);
}

/** Throws `channel/39` where not {@link elapsed}, and says which of both has not come yet. */
export function requireElapsed(packet: Timeout, height: Height, time: bigint): void {
  if (elapsed(packet, height, time)) return;
  const awaited = isZero(packet.timeoutHeight) ? times(packet, time) : heights(packet, height);
  throw ibcError(channelErrors.timeoutNotReached, awaited);
}

function heights({ timeoutHeight }: Timeout, height: Height): string {
  return `current height: ${formatHeight(height)}, timeout height ${formatHeight(timeoutHeight)}`;
}

function times({ timeoutTimestamp }: Timeout, time: bigint): string {
  return `current timestamp: ${time}, timeout timestamp ${timeoutTimestamp}`;
}
