import { type Clock, SECOND } from "../clock.js";
import type { PacketAction, PacketId, Work } from "./types.js";

/** What goes wrong with a relayer, as far as it is told to. */
export class Faults {
  private stopped = false;
  private twice = false;
  private outdated = false;
  private random: (() => number) | undefined;
  private readonly dropped = new Set<string>();
  private readonly delayed = new Map<string, bigint>();

  constructor(private readonly clock: Clock) {}

  get running(): boolean {
    return !this.stopped;
  }

  get duplicates(): boolean {
    return this.twice;
  }

  get updatesClients(): boolean {
    return !this.outdated;
  }

  stop(): void {
    this.stopped = true;
  }

  start(): void {
    this.stopped = false;
  }

  /** Relays everything twice. */
  duplicate(on: boolean): void {
    this.twice = on;
  }

  /** Takes what is to be done in a random order that the seed fixes; the order of sending without a seed. */
  reorder(seed: number | undefined): void {
    this.random = seed === undefined ? undefined : randomFrom(seed);
  }

  /** Without updates, clients expire; until then only what they know already can be relayed. */
  updateClients(on: boolean): void {
    this.outdated = !on;
  }

  /** Never relays that packet, or its acknowledgement. Its timeout is relayed. */
  drop(id: PacketId, action: "receive" | "acknowledge" = "receive"): void {
    this.dropped.add(keyOf(id, action));
  }

  /** Does nothing for that packet for so many seconds. */
  delay(id: PacketId, seconds: bigint): void {
    this.delayed.set(keyOf(id), this.clock.now + seconds * SECOND);
  }

  /** Ends every fault. */
  clear(): void {
    this.stopped = false;
    this.twice = false;
    this.outdated = false;
    this.random = undefined;
    this.dropped.clear();
    this.delayed.clear();
  }

  /** Whether that may be done now. */
  lets(work: Work): boolean {
    if (work.action === "closeConfirm") return true;
    return !this.dropped.has(keyOf(work.id, work.action)) && this.clock.now >= (this.delayed.get(keyOf(work.id)) ?? 0n);
  }

  /** The piece of work to do next. */
  choose(open: readonly Work[]): Work | undefined {
    return open[this.random === undefined ? 0 : Math.floor(this.random() * open.length)];
  }
}

function keyOf({ chainId, portId, channelId, sequence }: PacketId, action: PacketAction | "" = ""): string {
  return [action, chainId, portId, channelId, sequence].join("/");
}

/** Numbers from 0 to below 1 that the seed fixes (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
