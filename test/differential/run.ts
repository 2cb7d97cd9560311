import type { Packet } from "mesh-security-devnet";
import { Random } from "../rules/random.js";
import { Mirror } from "./mirror.js";
import type { Answer, Outcome, Provider, World } from "./world.js";

/** Counts of a kind of operation. */
export interface Count {
  done: number;
  succeeded: number;
}

/** A packet with stake that waits for its answer. */
export interface Waiting {
  readonly provider: Provider;
  readonly packet: Packet;
}

const decoder = new TextDecoder();

/** The contracts and their mirror, side by side: every operation is done to both and compared. */
export class Run {
  readonly random: Random;
  readonly mirror: Mirror;
  readonly counts = new Map<string, Count>();
  /** States of previews that were reached and compared. */
  readonly reached = new Map<string, number>();
  waiting: Waiting[] = [];
  /** By provider and validator: where `process_slashes` goes on. */
  readonly cursors = new Map<string, string>();
  done = 0;

  constructor(
    readonly world: World,
    readonly seed: number,
  ) {
    this.random = new Random(seed);
    this.mirror = new Mirror(world);
  }

  /** Throws what differs, with all that is needed to see it again. */
  differ(what: string): never {
    throw new Error(`seed ${this.seed}, operation ${this.done}: ${what}`);
  }

  same(what: string, ours: unknown, theirs: unknown): void {
    if (ours === theirs) return;
    const text = (value: unknown) => JSON.stringify(value, (_, part) => (typeof part === "bigint" ? `${part}` : part));
    if (text(ours) !== text(theirs)) this.differ(`${what}: math says ${text(ours)}, the contract ${text(theirs)}`);
  }

  reach(state: string): void {
    this.reached.set(state, (this.reached.get(state) ?? 0) + 1);
  }

  /**
   * One operation: the mirror first, then the contracts; then every record that it wrote, every packet that it sent
   * and how it ended must be the same.
   */
  both(kind: string, ours: () => void, theirs: () => Outcome): Outcome {
    this.done += 1;
    const from = this.world.providers.map((provider) => this.world.next(provider));
    const expected = this.mirror.attempt(ours);
    const outcome = theirs();
    const count = this.counts.get(kind) ?? { done: 0, succeeded: 0 };
    this.counts.set(kind, count);
    count.done += 1;
    if (outcome.error === undefined) count.succeeded += 1;
    if (expected !== outcome.error) this.differ(`${kind}: math ends with ${expected}, the contract ${outcome.error}`);
    this.compareRecords(kind);
    for (const [at, provider] of this.world.providers.entries()) this.comparePackets(kind, provider, from[at] ?? 1n);
    return outcome;
  }

  private compareRecords(kind: string): void {
    for (const { contract, key, what, expected } of this.mirror.written.values()) {
      const ours = expected();
      const bytes = this.world.home.wasm.queryRaw(contract, key);
      const theirs = bytes === undefined ? undefined : (JSON.parse(decoder.decode(bytes)) as Record<string, unknown>);
      if (ours === undefined || theirs === undefined) this.same(`${kind}: ${what}`, ours, theirs);
      else for (const [name, value] of Object.entries(ours)) this.same(`${kind}: ${what}.${name}`, value, theirs[name]);
    }
  }

  private comparePackets(kind: string, provider: Provider, from: bigint): void {
    const { packets } = this.mirror;
    if (this.world.next(provider) === from && packets.every((packet) => packet.provider !== provider.address)) return;
    const theirs = this.world.sent(provider, from);
    const ours = packets
      .filter((packet) => packet.provider === provider.address)
      .map(({ kind: name, validator, amount, key, sequence }) => ({
        sequence,
        content: { [name]: { validator, amount: amount.toString(), key } },
      }));
    const told = theirs.map(({ sequence, data }) => ({
      sequence: Number(sequence),
      content: JSON.parse(decoder.decode(data)),
    }));
    this.same(`${kind}: packets`, ours, told);
    for (const packet of theirs) {
      if (decoder.decode(packet.data).startsWith('{"stake"')) this.waiting.push({ provider, packet });
    }
  }

  /** A packet of the consumer, which the provider takes. */
  receive(kind: string, provider: Provider, content: object, ours: () => void): void {
    this.both(kind, ours, () => this.world.receive(provider, content));
  }

  /** The consumer's answer to a stake. */
  answer(one: Waiting, how: Answer): void {
    const { provider, packet } = one;
    this.waiting = this.waiting.filter((other) => other !== one);
    const mirror = this.mirror.provider(provider.address);
    const kind = how === "success" ? "acknowledge" : how;
    this.both(
      kind,
      () => mirror.answer(Number(packet.sequence), how === "success"),
      () => this.world.answer(packet, how),
    );
  }
}
