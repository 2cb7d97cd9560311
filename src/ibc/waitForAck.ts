import type { ChainClient, ChainEvent, IndexedTx } from "../core/client.js";
import {
  type PacketIds,
  PacketRejectedError,
  PacketStatusUnknownError,
  PacketTimedOutError,
} from "../errors/packet.js";
import { decodeAck } from "./ack.js";
import { attribute, bytesOf, isAbout } from "./packetEvents.js";
import { ackInTx } from "./protobuf.js";

type Searcher = Pick<ChainClient, "searchTx">;

/** How to wait for a packet's end. */
export interface WaitForAckOptions {
  /** The chain that sent the packet. */
  readonly source: Searcher;
  /** The chain that receives it: tells the reason of a refusal, and the answer where `source` hides it. */
  readonly destination?: Searcher;
  /** Milliseconds of pauses after which the wait ends as `unknown`; 10 minutes where left out. */
  readonly timeoutMs?: number;
  /** Ends the wait with the signal's reason. */
  readonly signal?: AbortSignal;
  /** How to let time pass between two looks; a timer where left out. A chain whose time moves only when told goes on here. */
  readonly pause?: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
}

/** Where a packet ended, with its ids. */
export type PacketOutcome =
  | {
      readonly status: "acknowledged";
      readonly packet: PacketIds;
      /** What the receiving contract answered: JSON. */
      readonly result: Uint8Array;
      /** Of the transaction on the source chain. */
      readonly transactionHash: string;
      readonly height: number;
    }
  | {
      readonly status: "rejected";
      readonly packet: PacketIds;
      /** The receiving chain's own words where they could be had, else the acknowledgement's text. */
      readonly reason: string;
      readonly transactionHash: string;
      readonly height: number;
    }
  | {
      readonly status: "timedOut";
      readonly packet: PacketIds;
      readonly transactionHash: string;
      readonly height: number;
    }
  | {
      readonly status: "unknown";
      readonly packet: PacketIds;
      /** Why nothing more is known. */
      readonly reason: string;
      /** What the last look failed with, where it did. */
      readonly cause: unknown;
    };

const TIMEOUT_MS = 600_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
const BACKOFF = 1.5;

function timer(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(handle);
      reject(signal?.reason);
    };
    const handle = setTimeout(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    }, ms);
    signal?.addEventListener("abort", abort, { once: true });
  });
}

/** The transaction that has an event of `type` about the packet; a search matches attributes of different events too. */
async function find(chain: Searcher, type: string, ids: PacketIds, end: "src" | "dst") {
  const [port, channel] =
    end === "src" ? [ids.sourcePort, ids.sourceChannel] : [ids.destinationPort, ids.destinationChannel];
  const found = await chain.searchTx([
    { key: `${type}.packet_${end}_port`, value: port },
    { key: `${type}.packet_${end}_channel`, value: channel },
    { key: `${type}.packet_sequence`, value: ids.sequence.toString() },
  ]);
  return found.find((tx) => tx.code === 0 && tx.events.some((event) => event.type === type && isAbout(event, ids)));
}

/** Attributes in which chains tell why a receive failed; ibc-go marks those of a receive that it undid. */
const REASONS = ["ibccallbackerror-error", "error", "ibccallbackerror-error-context", "error-context"];

/** Between `recv_packet` and `write_acknowledgement` of a packet stand the events of its receive and of no other. */
function receiveReason(events: readonly ChainEvent[], ids: PacketIds): string | undefined {
  const start = events.findIndex((event) => event.type === "recv_packet" && isAbout(event, ids));
  const end = events.findIndex((event) => event.type === "write_acknowledgement" && isAbout(event, ids));
  const range = events.slice(Math.max(start, 0), end === -1 ? undefined : end);
  // What contracts say of themselves is none of the module's errors.
  const own = range.filter(({ type }) => type !== "wasm" && !type.startsWith("wasm-"));
  for (const key of REASONS) {
    for (const event of own) {
      const reason = attribute(event, key);
      if (reason !== undefined && reason !== "") return reason;
    }
  }
  return undefined;
}

/** The acknowledgement that the receiving chain wrote. */
function writtenAck(received: IndexedTx, ids: PacketIds): Uint8Array | undefined {
  const written = received.events.find((event) => event.type === "write_acknowledgement" && isAbout(event, ids));
  return written === undefined ? undefined : bytesOf(written, "packet_ack");
}

async function endOf(
  acknowledged: IndexedTx,
  packet: PacketIds,
  destination: Searcher | undefined,
): Promise<PacketOutcome | undefined> {
  const { hash: transactionHash, height } = acknowledged;
  const delivered = acknowledged.tx === undefined ? undefined : ackInTx(acknowledged.tx, packet);
  if (delivered === undefined && destination === undefined) {
    const reason = `acknowledged in ${transactionHash}, but only the receiving chain shows the answer: pass destination`;
    return { status: "unknown", packet, reason, cause: undefined };
  }
  const receiving = () =>
    destination === undefined ? undefined : find(destination, "write_acknowledgement", packet, "dst");
  const received = delivered === undefined ? await receiving() : undefined;
  const bytes = delivered ?? (received === undefined ? undefined : writtenAck(received, packet));
  if (bytes === undefined) return undefined;
  const ack = decodeAck(bytes);
  if (ack.ok) return { status: "acknowledged", packet, result: ack.result, transactionHash, height };
  // Without the receiving chain's events the acknowledgement's text has to do.
  const explained = received ?? (await Promise.resolve(receiving()).catch(() => undefined));
  const reason = (explained === undefined ? undefined : receiveReason(explained.events, packet)) ?? ack.error;
  return { status: "rejected", packet, reason, transactionHash, height };
}

async function look(packet: PacketIds, options: WaitForAckOptions): Promise<PacketOutcome | undefined> {
  const acknowledged = await find(options.source, "acknowledge_packet", packet, "src");
  if (acknowledged !== undefined) return endOf(acknowledged, packet, options.destination);
  const timedOut = await find(options.source, "timeout_packet", packet, "src");
  if (timedOut === undefined) return undefined;
  return { status: "timedOut", packet, transactionHash: timedOut.hash, height: timedOut.height };
}

/**
 * Follows a packet to its end on the chain that sent it: acknowledged, rejected or timed out, none of them thrown. A
 * look that fails is repeated like one that finds nothing; where the deadline comes first, the outcome is `unknown`
 * and the same ids can be waited for again.
 *
 * @throws only the signal's reason.
 *
 * @example
 * ```ts
 * const outcome = await waitForAck(packet, { source: osmosis, destination: juno });
 * if (outcome.status === "rejected") console.log(outcome.reason);
 * ```
 */
export async function waitForAck(packet: PacketIds, options: WaitForAckOptions): Promise<PacketOutcome> {
  const { signal, timeoutMs = TIMEOUT_MS, pause = timer } = options;
  let waited = 0;
  let next = FIRST_PAUSE_MS;
  while (true) {
    signal?.throwIfAborted();
    let cause: unknown;
    try {
      const outcome = await look(packet, options);
      if (outcome !== undefined) return outcome;
    } catch (error) {
      cause = error;
    }
    if (waited >= timeoutMs) {
      const reason = cause === undefined ? "no end was seen in time" : `the last look failed: ${String(cause)}`;
      return { status: "unknown", packet, reason, cause };
    }
    const ms = Math.min(next, timeoutMs - waited);
    await pause(ms, signal);
    waited += ms;
    next = Math.min(next * BACKOFF, LONGEST_PAUSE_MS);
  }
}

/**
 * Gives back an outcome that is `acknowledged` and throws the others, for those who can only go on after a success.
 *
 * @throws PacketRejectedError, PacketTimedOutError, PacketStatusUnknownError with the packet's ids.
 *
 * @example
 * ```ts
 * const { result } = assertAcknowledged(await waitForAck(packet, { source }));
 * ```
 */
export function assertAcknowledged(outcome: PacketOutcome): Extract<PacketOutcome, { status: "acknowledged" }> {
  switch (outcome.status) {
    case "acknowledged":
      return outcome;
    case "rejected":
      throw new PacketRejectedError(outcome.packet, outcome.reason, outcome.transactionHash, outcome.height);
    case "timedOut":
      throw new PacketTimedOutError(outcome.packet, outcome.transactionHash, outcome.height);
    case "unknown":
      throw new PacketStatusUnknownError(outcome.packet, outcome.reason);
  }
}
