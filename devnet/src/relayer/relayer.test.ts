import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SECOND } from "../clock.js";
import { connected, testNetwork } from "../ibc/test-network.js";
import { RelayError } from "./endpoint.js";
import { Relayer } from "./relayer.js";

const id = (sequence: bigint, chainId = "alpha-1") => ({ chainId, portId: "test", channelId: "channel-0", sequence });

describe("pending", () => {
  it("default", () => {
    const { a, b, relayer, sendPacket, clock } = connected();
    sendPacket(a, "ok");
    const since = a.block.time;
    sendPacket(b, "ok");
    expect(relayer.pending()).toMatchObject([
      { id: id(1n), to: "beta-1", since, next: "receive" },
      { id: id(1n, "beta-1"), to: "alpha-1", next: "receive" },
    ]);
    expect(clock.now - since).toBe(SECOND);
  });

  it("behavior: a relayer that starts anew sees the same", () => {
    const { a, relayer, sendPacket, clock, advance, chain } = connected();
    sendPacket(a, "ok");
    relayer.step();
    const chains = new Map([a, chain("beta-1")].map((one) => [one.chainId, one]));
    const other = new Relayer({ clock, chains, advance });
    expect(other.pending()).toEqual(relayer.pending());
    expect(other.relay()).toMatchObject([{ kind: "acknowledged", fresh: true }]);
  });
});

describe("step", () => {
  it("default", () => {
    const { a, relayer, sendPacket } = connected();
    sendPacket(a, "ok");
    expect(relayer.step()).toMatchObject([{ kind: "received", packet: id(1n), chainId: "beta-1", fresh: true }]);
    expect(relayer.step()).toMatchObject([{ kind: "acknowledged", packet: id(1n), chainId: "alpha-1", fresh: true }]);
    expect(relayer.step()).toEqual([]);
  });

  it("behavior: what failed comes again only after all else", () => {
    const { a, relayer, sendPacket } = connected();
    sendPacket(a, "throw");
    sendPacket(a, "ok");
    const kinds = Array.from({ length: 6 }, () => relayer.step().map(({ kind }) => kind));
    expect(kinds).toEqual([["failed"], ["received"], ["failed"], ["acknowledged"], ["failed"], []]);
    expect(relayer.step()).toMatchObject([{ kind: "failed" }]);
  });
});

describe("relay", () => {
  it("default", () => {
    const { a, b, relayer, sendPacket } = connected();
    sendPacket(a, "ok");
    sendPacket(b, "ok");
    sendPacket(a, "throw");
    const results = relayer.relay();
    expect(results.filter(({ kind }) => kind === "received")).toHaveLength(2);
    expect(results.filter(({ kind }) => kind === "acknowledged")).toHaveLength(2);
    expect(results.filter(({ kind }) => kind === "failed")[0]).toMatchObject({
      work: { action: "receive", id: id(2n) },
      chainId: "beta-1",
      error: { codespace: "test", code: 2 },
    });
    expect(relayer.pending().map((pending) => pending.id)).toEqual([id(2n)]);
  });

  it("behavior: a failed packet blocks neither the rest nor the next call", () => {
    const { a, relayer, sendPacket } = connected();
    sendPacket(a, "throw");
    expect(relayer.relay().map(({ kind }) => kind)).toEqual(["failed"]);
    sendPacket(a, "ok");
    expect(relayer.relay().map(({ kind }) => kind)).toContain("acknowledged");
  });

  it("behavior: it updates clients by itself", () => {
    const { a, b, relayer, sendPacket } = connected();
    const before = b.ibc.clients.latestHeight("07-tendermint-0").revisionHeight;
    sendPacket(a, "ok");
    relayer.step();
    expect(b.ibc.clients.latestHeight("07-tendermint-0").revisionHeight).toBeGreaterThan(before);
    expect(b.ibc.clients.latestHeight("07-tendermint-0").revisionHeight).toBe(a.block.height);
  });
});

describe("timeOut", () => {
  it("default", () => {
    const { a, b, relayer, sendPacket } = connected();
    sendPacket(a, "ok", 600n);
    sendPacket(a, "ok", 6000n);
    expect(relayer.timeOut(id(1n))).toMatchObject({
      kind: "timedOut",
      packet: id(1n),
      chainId: "alpha-1",
      fresh: true,
    });
    expect(a.port.log).toEqual(["timed out channel-0 1"]);
    relayer.relay();
    expect(b.port.log).toEqual(["received channel-0 2"]);
  });

  it("behavior: by height where there is no time", () => {
    const { a, b, channel, relayer } = connected();
    const height = { revisionNumber: 1n, revisionHeight: b.block.height + 20n };
    a.do((ctx) => a.ibc.sendPacket(ctx, channel.a, Uint8Array.of(1), { height }));
    expect(relayer.timeOut(id(1n))).toMatchObject({ kind: "timedOut", fresh: true });
    expect(b.block.height).toBe(height.revisionHeight);
  });

  it("behavior: a packet that was received does not time out", () => {
    const { a, relayer, sendPacket } = connected();
    sendPacket(a, "ok");
    relayer.step();
    expect(relayer.timeOut(id(1n))).toMatchObject({ kind: "failed", error: { codespace: "commitment", code: 2 } });
    expect(relayer.relay().map(({ kind }) => kind)).toEqual(["acknowledged"]);
  });

  it("error: RangeError, a packet that is not under way", () => {
    expect(() => connected().relayer.timeOut(id(7n))).toThrow(RangeError);
  });
});

describe("faults", () => {
  it("behavior: drop", () => {
    const { a, b, relayer, sendPacket, advance } = connected();
    sendPacket(a, "ok");
    sendPacket(a, "ok");
    relayer.faults.drop(id(1n));
    relayer.faults.drop(id(2n), "acknowledge");
    expect(relayer.relay().map(({ kind }) => kind)).toEqual(["received"]);
    advance(600n);
    expect(relayer.relay().map(({ kind }) => kind)).toEqual(["timedOut"]);
    relayer.faults.clear();
    expect(relayer.relay().map(({ kind }) => kind)).toEqual(["acknowledged"]);
    expect(b.port.log).toEqual(["received channel-0 2"]);
  });

  it("behavior: delay", () => {
    const { a, relayer, sendPacket, advance } = connected();
    sendPacket(a, "ok");
    relayer.faults.delay(id(1n), 60n);
    expect(relayer.relay()).toEqual([]);
    advance(59n);
    expect(relayer.relay().map(({ kind }) => kind)).toEqual(["received", "acknowledged"]);
  });

  it("behavior: stop and start", () => {
    const { a, relayer, sendPacket } = connected();
    sendPacket(a, "ok");
    relayer.faults.stop();
    expect(relayer.relay()).toEqual([]);
    expect(relayer.pending()).toHaveLength(1);
    relayer.faults.start();
    expect(relayer.relay()).toHaveLength(2);
  });

  it("behavior: duplicate", () => {
    const { a, b, relayer, sendPacket } = connected();
    sendPacket(a, "ok");
    relayer.faults.duplicate(true);
    expect(relayer.relay()).toMatchObject([
      { kind: "received", fresh: true },
      { kind: "received", fresh: false },
      { kind: "acknowledged", fresh: true },
      { kind: "acknowledged", fresh: false },
    ]);
    expect([...a.port.log, ...b.port.log]).toEqual(["acknowledged channel-0 1", "received channel-0 1"]);
  });

  it("behavior: reorder", () => {
    const order = (seed: number | undefined) => {
      const { a, b, relayer, sendPacket } = connected();
      for (let packets = 0; packets < 8; packets += 1) sendPacket(a, "ok");
      relayer.faults.reorder(seed);
      relayer.relay();
      return b.port.log;
    };
    expect(order(1)).toEqual(order(1));
    expect(order(1)).not.toEqual(order(2));
    expect([...order(1)].sort()).toEqual(order(undefined));
  });

  it("behavior: an ordered channel comes through in any order of relaying", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const { a, b, relayer, sendPacket } = connected("ORDER_ORDERED");
        for (let packets = 0; packets < 5; packets += 1) sendPacket(a, "ok");
        relayer.faults.reorder(seed);
        relayer.relay();
        expect(relayer.pending()).toEqual([]);
        expect(b.port.log).toEqual([1, 2, 3, 4, 5].map((sequence) => `received channel-0 ${sequence}`));
      }),
      { numRuns: 20 },
    );
  });

  it("behavior: without updates only what is known already is relayed", () => {
    const { a, b, relayer, sendPacket } = connected();
    sendPacket(a, "ok");
    relayer.faults.updateClients(false);
    expect(relayer.relay()).toMatchObject([{ kind: "failed", error: { codespace: "commitment", code: 2 } }]);
    const height = { revisionNumber: 1n, revisionHeight: a.block.height };
    const value = { clientId: "07-tendermint-0", clientMessage: { height } };
    b.send("/ibc.core.client.v1.MsgUpdateClient", value);
    expect(relayer.relay()).toMatchObject([{ kind: "received" }, { kind: "failed", work: { action: "acknowledge" } }]);
  });
});

describe("several chains", () => {
  it("behavior: each packet finds its way", () => {
    const { relayer, chain, clock } = testNetwork("alpha-1", "beta-1", "gamma-1");
    const ends = (["beta-1", "gamma-1"] as const).map((to) =>
      relayer.createChannel({
        connection: relayer.createConnection("alpha-1", to),
        ports: { a: "test", b: "test" },
        version: "test-1",
      }),
    );
    const alpha = chain("alpha-1");
    for (const { a } of ends) {
      alpha.do((ctx) => alpha.ibc.sendPacket(ctx, a, Uint8Array.of(1), { timestamp: clock.now + 600n * SECOND }));
    }
    relayer.relay();
    expect(chain("beta-1").port.log).toEqual(["received channel-0 1"]);
    expect(chain("gamma-1").port.log).toEqual(["received channel-0 1"]);
    expect(alpha.port.log).toEqual(["acknowledged channel-0 1", "acknowledged channel-1 1"]);
  });
});

describe("RelayError", () => {
  it("default", () => {
    const { relayer, chain } = testNetwork("alpha-1", "beta-1");
    chain("beta-1").port.refuses.add("try");
    const connection = relayer.createConnection("alpha-1", "beta-1");
    try {
      relayer.createChannel({ connection, ports: { a: "test", b: "test" }, version: "test-1" });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(RelayError);
      expect(error).toMatchObject({ chainId: "beta-1", outcome: { codespace: "test", code: 3 } });
    }
  });
});
