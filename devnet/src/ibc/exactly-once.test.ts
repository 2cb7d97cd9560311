import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Work } from "../relayer/types.js";
import type { Order } from "../types.js";
import { connected } from "./test-network.js";

/** Runs of each property; raised by the environment for long searches. */
const RUNS = Number(process.env.DEVNET_RUNS ?? 60);

type Operation =
  | { readonly kind: "send"; readonly from: "a" | "b"; readonly wish: string; readonly seconds: bigint }
  | { readonly kind: "relay"; readonly pick: number }
  | { readonly kind: "again"; readonly pick: number }
  | { readonly kind: "wait"; readonly seconds: bigint }
  | { readonly kind: "blocks"; readonly on: "a" | "b" }
  | { readonly kind: "close"; readonly on: "a" | "b" };

const side = fc.constantFrom("a" as const, "b" as const);
const operation = (closes: boolean): fc.Arbitrary<Operation> =>
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant("send" as const),
        from: side,
        wish: fc.constantFrom("ok", "ok", "own", "refuse"),
        seconds: fc.bigInt(2n, 120n),
      }),
    },
    { weight: 8, arbitrary: fc.record({ kind: fc.constant("relay" as const), pick: fc.nat() }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant("again" as const), pick: fc.nat() }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("wait" as const), seconds: fc.bigInt(1n, 60n) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("blocks" as const), on: side }) },
    { weight: closes ? 1 : 0, arbitrary: fc.record({ kind: fc.constant("close" as const), on: side }) },
  );

/** Plays operations on two connected chains; answers them and all packets that were sent. */
function play(order: Order, operations: readonly Operation[]) {
  const network = connected(order);
  const { relayer, advance, sendPacket } = network;
  const done: { readonly work: Work; succeeded: boolean }[] = [];
  const sent = { a: 0n, b: 0n };
  for (const step of operations) {
    if (step.kind === "send") {
      const from = network[step.from];
      if (from.ibc.channel("test", "channel-0")?.state !== "OPEN") continue;
      expect(sendPacket(from, step.wish, step.seconds)).toBe(sent[step.from] + 1n);
      sent[step.from] += 1n;
    } else if (step.kind === "relay") {
      const open = relayer.work();
      const work = open[step.pick % Math.max(open.length, 1)];
      if (work === undefined) continue;
      done.push({ work, succeeded: relayer.perform(work).kind !== "failed" });
    } else if (step.kind === "again") {
      const before = done[step.pick % Math.max(done.length, 1)];
      if (before === undefined) continue;
      const result = relayer.perform(before.work);
      if (result.kind === "failed") continue;
      if (before.succeeded) expect(result).toMatchObject({ fresh: false });
      before.succeeded = true;
    } else if (step.kind === "wait") advance(step.seconds);
    else if (step.kind === "blocks") network[step.on].nextBlock();
    else if (network[step.on].ibc.channel("test", "channel-0")?.state === "OPEN") {
      network[step.on].send("/ibc.core.channel.v1.MsgChannelCloseInit", { portId: "test", channelId: "channel-0" });
    }
    for (const chain of [network.a, network.b]) check(chain.port.log);
  }
  return { ...network, sent };
}

/** Nothing happens twice to a packet on one chain, and an ack and a timeout exclude each other. */
function check(log: readonly string[]): void {
  expect(new Set(log).size).toBe(log.length);
  const ends = log.filter((entry) => !entry.startsWith("received")).map((entry) => entry.replace(/^\D+ch/, "ch"));
  expect(new Set(ends).size).toBe(ends.length);
}

/**
 * Relays until nothing is left to do, and checks how every packet ended: acknowledged or timed out. Only where the
 * channel closed may one be left, and only one that was received: its ack comes too late. Answers how many are left.
 */
function settle({ a, b, relayer, advance, sent }: ReturnType<typeof play>): number {
  relayer.relay();
  advance(3600n);
  relayer.relay();
  let stranded = 0;
  for (const [chain, other, count] of [
    [a, b, sent.a],
    [b, a, sent.b],
  ] as const) {
    const { log } = chain.port;
    check(log);
    const left = [...chain.ibc.store.sentPackets()];
    const ended = log.filter((entry) => !entry.startsWith("received"));
    expect(BigInt(ended.length + left.length)).toBe(count);
    for (const { packet } of left) {
      expect(chain.ibc.channel("test", "channel-0")?.state).toBe("CLOSED");
      expect(other.ibc.store.acknowledgement("test", "channel-0", packet.sequence)).not.toHaveLength(0);
    }
    stranded += left.length;
    for (const entry of ended.filter((one) => one.startsWith("timed out"))) {
      expect(other.port.log).not.toContain(entry.replace("timed out", "received"));
    }
  }
  expect(a.ibc.channel("test", "channel-0")?.state).toBe(b.ibc.channel("test", "channel-0")?.state);
  expect(relayer.pending().filter(({ next }) => next !== undefined)).toEqual([]);
  return stranded;
}

describe("exactly once", () => {
  it("default", () => {
    fc.assert(
      fc.property(fc.array(operation(false), { maxLength: 60 }), (operations) => {
        const played = play("ORDER_UNORDERED", operations);
        expect(settle(played)).toBe(0);
        expect(played.relayer.pending()).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  for (const order of ["ORDER_UNORDERED", "ORDER_ORDERED"] as const) {
    // An ordered channel closes by itself, with its first timeout.
    it(`behavior: where channels close, ${order}`, () => {
      let closed = 0;
      let stranded = 0;
      fc.assert(
        fc.property(fc.array(operation(order === "ORDER_UNORDERED"), { maxLength: 60 }), (operations) => {
          const played = play(order, operations);
          stranded += settle(played);
          if (played.a.ibc.channel("test", "channel-0")?.state === "CLOSED") closed += 1;
        }),
        { numRuns: RUNS, seed: 7 },
      );
      expect(closed).toBeGreaterThan(0);
      expect(stranded).toBeGreaterThan(0);
    });
  }

  it("behavior: the same operations give the same state", () => {
    fc.assert(
      fc.property(fc.array(operation(true), { maxLength: 30 }), (operations) => {
        expect(play("ORDER_UNORDERED", operations).stateHash()).toBe(play("ORDER_UNORDERED", operations).stateHash());
      }),
      { numRuns: Math.ceil(RUNS / 4) },
    );
  });
});
