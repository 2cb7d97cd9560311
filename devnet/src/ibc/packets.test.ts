import { hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { describe, expect, it } from "vitest";
import { SECOND } from "../clock.js";
import type { ChainEvent, Packet } from "../types.js";
import { ackBytes } from "./json.js";
import { codeOf, connected, type TestChain } from "./test-network.js";

const types = (events: readonly ChainEvent[]) => events.map(({ type }) => type);
const attributes = (events: readonly ChainEvent[], type: string) =>
  Object.fromEntries(
    events.find((event) => event.type === type)?.attributes.map(({ key, value }) => [key, value]) ?? [],
  );

const RECV = "/ibc.core.channel.v1.MsgRecvPacket";
const ACK = "/ibc.core.channel.v1.MsgAcknowledgement";
const UPDATE = "/ibc.core.client.v1.MsgUpdateClient";
const SUCCESS = ackBytes({ result: Uint8Array.of(1) });

/** Updates the client of one chain on the other; answers the height to prove at. */
function update(on: TestChain, of: TestChain) {
  of.nextBlock();
  const height = { revisionNumber: 1n, revisionHeight: of.block.height };
  on.send(UPDATE, { clientId: "07-tendermint-0", clientMessage: { height } });
  return height;
}

/** The packet under way from a chain. */
function under(chain: TestChain): Packet {
  const [sent] = chain.ibc.store.sentPackets();
  if (sent === undefined) throw new RangeError("no packet");
  return sent.packet;
}

function receive(to: TestChain, from: TestChain, packet: Packet): ChainEvent[] {
  const proofHeight = update(to, from);
  return to.send(RECV, { packet, proofHeight });
}

function acknowledge(on: TestChain, other: TestChain, packet: Packet, acknowledgement: Uint8Array): ChainEvent[] {
  const proofHeight = update(on, other);
  return on.send(ACK, { packet, acknowledgement, proofHeight });
}

describe("sendPacket", () => {
  it("default", () => {
    const { a, clock, channel } = connected();
    const timestamp = clock.now + 60n * SECOND;
    const events = a.do((ctx) => {
      expect(a.ibc.sendPacket(ctx, channel.a, utf8ToBytes("ok"), { timestamp })).toBe(1n);
      return ctx.events;
    });
    expect(events).toEqual([
      {
        type: "send_packet",
        attributes: Object.entries({
          packet_data_hex: "6f6b",
          packet_timeout_height: "0-0",
          packet_timeout_timestamp: timestamp.toString(),
          packet_sequence: "1",
          packet_src_port: "test",
          packet_src_channel: "channel-0",
          packet_dst_port: "test",
          packet_dst_channel: "channel-0",
          packet_channel_ordering: "ORDER_UNORDERED",
          packet_connection: "connection-0",
          connection_id: "connection-0",
        }).map(([key, value]) => ({ key, value })),
      },
      { type: "message", attributes: [{ key: "module", value: "ibc_channel" }] },
    ]);
  });

  it("behavior: sequences count up per channel", () => {
    const { a, b, sendPacket } = connected();
    expect([sendPacket(a, "ok"), sendPacket(a, "ok"), sendPacket(b, "ok")]).toEqual([1n, 2n, 1n]);
  });

  const refusals: readonly (readonly [string, string, (on: ReturnType<typeof connected>) => unknown])[] = [
    ["unknown channel", "channel/3", ({ a }) => send(a, "channel-9", { timestamp: 1n })],
    ["no timeout", "channel/13", ({ a }) => send(a, "channel-0", {})],
    ["timeout in the past", "channel/40", ({ a }) => send(a, "channel-0", { timestamp: 1n })],
    [
      "timeout height reached",
      "channel/40",
      ({ a }) => send(a, "channel-0", { height: { revisionNumber: 1n, revisionHeight: 1n } }),
    ],
    ["empty data", "channel/13", ({ a }) => send(a, "channel-0", { timestamp: 2n ** 63n }, "")],
    ["huge data", "channel/13", ({ a }) => send(a, "channel-0", { timestamp: 2n ** 63n }, "x".repeat(262_145))],
  ];
  for (const [name, code, body] of refusals) {
    it(`error: SdkError ${code}, ${name}`, () => expect(codeOf(() => body(connected()))).toBe(code));
  }

  function send(a: TestChain, channelId: string, timeout: Parameters<typeof a.ibc.sendPacket>[3], text = "ok") {
    return a.do((ctx) => a.ibc.sendPacket(ctx, { portId: "test", channelId }, utf8ToBytes(text), timeout));
  }
});

describe("MsgRecvPacket", () => {
  it("default", () => {
    const { a, b, sendPacket } = connected();
    sendPacket(a, "ok");
    const events = receive(b, a, under(a));
    expect(types(events)).toEqual(["recv_packet", "message", "test", "write_acknowledgement", "message"]);
    const ack = attributes(events, "write_acknowledgement");
    expect(hexToBytes(ack.packet_ack_hex ?? "")).toEqual(SUCCESS);
    expect(Object.keys(ack)).not.toContain("packet_ack");
    expect(Object.keys(ack)).not.toContain("packet_data");
    expect(b.ibc.store.acknowledgement("test", "channel-0", 1n)).toEqual(SUCCESS);
  });

  it("behavior: an unsuccessful ack undoes the writes and marks the events", () => {
    const { a, b, sendPacket } = connected();
    sendPacket(a, "refuse");
    const events = receive(b, a, under(a));
    expect(types(events)).toContain("ibccallbackerror-test");
    expect(attributes(events, "ibccallbackerror-test")).toEqual({ "ibccallbackerror-wish": "refuse" });
    expect(b.port.log).toEqual([]);
    expect(b.ibc.store.acknowledgement("test", "channel-0", 1n)).toEqual(utf8ToBytes('{"error":"as wished"}'));
  });

  it("behavior: an error ack of the module's own keeps the writes", () => {
    const { a, b, sendPacket } = connected();
    sendPacket(a, "own");
    expect(types(receive(b, a, under(a)))).toContain("test");
    expect(b.port.log).toEqual(["received channel-0 1"]);
  });

  it("behavior: a second delivery changes nothing and says nothing", () => {
    const { a, b, sendPacket, relayer, stateHash } = connected();
    sendPacket(a, "ok");
    const [work] = relayer.work();
    if (work === undefined) throw new RangeError("no work");
    expect(relayer.perform(work)).toMatchObject({ kind: "received", fresh: true });
    const packet = under(a);
    const proofHeight = update(b, a);
    b.nextBlock();
    const before = stateHash();
    const ctx = b.context();
    const { response } = b.handle(ctx, "somebody", { typeUrl: RECV, value: { packet, proofHeight } });
    expect(response).toEqual({ result: "RESPONSE_RESULT_TYPE_NOOP" });
    expect(ctx.events).toEqual([]);
    expect(stateHash()).toBe(before);
    expect(relayer.perform(work)).toMatchObject({ kind: "received", fresh: false });
    expect(b.port.log).toEqual(["received channel-0 1"]);
  });

  it("behavior: a module that throws leaves no trace, and the packet may come again", () => {
    const { a, b, sendPacket, relayer } = connected();
    sendPacket(a, "throw");
    expect(relayer.relay()).toMatchObject([{ kind: "failed", error: { codespace: "test", code: 2 } }]);
    expect(b.port.log).toEqual([]);
    expect(relayer.pending().map(({ next }) => next)).toEqual(["receive"]);
  });

  const refusals: readonly (readonly [string, string, (packet: Packet) => Packet])[] = [
    ["data that was not sent", "commitment/2", (packet) => ({ ...packet, data: utf8ToBytes("other") })],
    ["sequence that was not sent", "commitment/2", (packet) => ({ ...packet, sequence: 2n })],
    ["another timeout", "commitment/2", (packet) => ({ ...packet, timeoutTimestamp: 2n ** 63n })],
    ["another source port", "channel/13", (packet) => ({ ...packet, sourcePort: "other" })],
    ["another source channel", "channel/13", (packet) => ({ ...packet, sourceChannel: "channel-7" })],
    ["unknown channel", "channel/3", (packet) => ({ ...packet, destinationChannel: "channel-7" })],
    ["unknown port", "port/5", (packet) => ({ ...packet, destinationPort: "nothing" })],
    ["malformed port", "host/2", (packet) => ({ ...packet, destinationPort: "a b" })],
    ["sequence 0", "channel/13", (packet) => ({ ...packet, sequence: 0n })],
  ];
  for (const [name, code, change] of refusals) {
    it(`error: SdkError ${code}, ${name}`, () => {
      const { a, b, sendPacket, stateHash } = connected();
      sendPacket(a, "ok");
      const proofHeight = update(b, a);
      b.nextBlock();
      const before = stateHash();
      const message = { typeUrl: RECV, value: { packet: change(under(a)), proofHeight } };
      expect(codeOf(() => b.state.atomic(() => b.handle(b.context(), "somebody", message)))).toBe(code);
      expect(stateHash()).toBe(before);
    });
  }

  it("error: SdkError channel/40, too late by time", () => {
    const { a, b, sendPacket, advance } = connected();
    sendPacket(a, "ok", 60n);
    advance(60n);
    expect(codeOf(() => receive(b, a, under(a)))).toBe("channel/40");
  });

  it("error: SdkError channel/40, too late by height", () => {
    const { a, b, channel } = connected();
    const height = { revisionNumber: 1n, revisionHeight: b.block.height + 1n };
    a.do((ctx) => a.ibc.sendPacket(ctx, channel.a, utf8ToBytes("ok"), { height }));
    expect(codeOf(() => receive(b, a, under(a)))).toBe("channel/40");
  });

  it("error: SdkError ibc/9, height that the client does not know", () => {
    const { a, b, sendPacket } = connected();
    sendPacket(a, "ok");
    const proofHeight = { revisionNumber: 1n, revisionHeight: a.block.height };
    expect(codeOf(() => b.send(RECV, { packet: under(a), proofHeight }))).toBe("ibc/9");
  });

  it("error: SdkError commitment/2, height before it was sent", () => {
    const { a, b, sendPacket } = connected();
    const proofHeight = update(b, a);
    sendPacket(a, "ok");
    update(b, a);
    expect(codeOf(() => b.send(RECV, { packet: under(a), proofHeight }))).toBe("commitment/2");
  });

  it("error: SdkError channel/21, out of order on an ordered channel", () => {
    const { a, b, sendPacket, relayer } = connected("ORDER_ORDERED");
    sendPacket(a, "ok");
    sendPacket(a, "ok");
    const [first, second] = [...a.ibc.store.sentPackets()].map(({ packet }) => packet);
    if (first === undefined || second === undefined) throw new RangeError("two packets");
    expect(codeOf(() => receive(b, a, second))).toBe("channel/21");
    relayer.relay();
    expect(b.port.log).toEqual(["received channel-0 1", "received channel-0 2"]);
    expect(relayer.pending()).toEqual([]);
  });
});

describe("MsgAcknowledgement", () => {
  it("default", () => {
    const { a, b, sendPacket } = connected();
    sendPacket(a, "ok");
    const packet = under(a);
    receive(b, a, packet);
    const events = acknowledge(a, b, packet, SUCCESS);
    expect(types(events)).toEqual(["acknowledge_packet", "message"]);
    expect(Object.keys(attributes(events, "acknowledge_packet"))).toEqual([
      "packet_timeout_height",
      "packet_timeout_timestamp",
      "packet_sequence",
      "packet_src_port",
      "packet_src_channel",
      "packet_dst_port",
      "packet_dst_channel",
      "packet_channel_ordering",
      "packet_connection",
      "connection_id",
    ]);
    expect(a.port.log).toEqual(["acknowledged channel-0 1"]);
    expect([...a.ibc.store.sentPackets()]).toEqual([]);
  });

  it("behavior: a second delivery changes nothing", () => {
    const { a, b, sendPacket } = connected();
    sendPacket(a, "ok");
    const packet = under(a);
    receive(b, a, packet);
    acknowledge(a, b, packet, SUCCESS);
    expect(acknowledge(a, b, packet, SUCCESS)).toEqual([]);
    expect(a.port.log).toEqual(["acknowledged channel-0 1"]);
  });

  it("error: SdkError commitment/2, an ack that was not written", () => {
    const { a, b, sendPacket } = connected();
    sendPacket(a, "ok");
    const packet = under(a);
    expect(codeOf(() => acknowledge(a, b, packet, SUCCESS))).toBe("commitment/2");
    receive(b, a, packet);
    expect(codeOf(() => acknowledge(a, b, packet, utf8ToBytes('{"error":"no"}')))).toBe("commitment/2");
  });

  it("error: SdkError channel/16, an ack that Go would write otherwise", () => {
    const { a, b, sendPacket } = connected();
    sendPacket(a, "ok");
    expect(codeOf(() => acknowledge(a, b, under(a), utf8ToBytes('{"error":"a < b"}')))).toBe("channel/16");
    expect(codeOf(() => acknowledge(a, b, under(a), utf8ToBytes('{ "result":"AQ=="}')))).toBe("channel/16");
  });

  it("error: SdkError channel/16, an empty ack", () => {
    const { a, b, sendPacket } = connected();
    sendPacket(a, "ok");
    expect(codeOf(() => acknowledge(a, b, under(a), new Uint8Array()))).toBe("channel/16");
  });
});

describe("MsgTimeout", () => {
  const TIMEOUT = "/ibc.core.channel.v1.MsgTimeout";

  it("default", () => {
    const { a, b, sendPacket, advance } = connected();
    sendPacket(a, "ok", 60n);
    const packet = under(a);
    advance(60n);
    const proofHeight = update(a, b);
    const events = a.send(TIMEOUT, { packet, proofHeight, nextSequenceRecv: 1n });
    expect(types(events)).toEqual(["timeout_packet", "message"]);
    expect(Object.keys(attributes(events, "timeout_packet")).slice(-2)).toEqual([
      "connection_id",
      "packet_channel_ordering",
    ]);
    expect(a.port.log).toEqual(["timed out channel-0 1"]);
    expect(a.ibc.channel("test", "channel-0")?.state).toBe("OPEN");
    expect(a.send(TIMEOUT, { packet, proofHeight, nextSequenceRecv: 1n })).toEqual([]);
  });

  it("behavior: time counts as the client of the other chain knows it", () => {
    const { a, b, sendPacket, clock } = connected();
    sendPacket(a, "ok", 60n);
    const packet = under(a);
    clock.advance(600n * SECOND);
    const old = a.ibc.clients.latestHeight("07-tendermint-0");
    const message = { packet, proofHeight: old, nextSequenceRecv: 1n };
    expect(codeOf(() => a.send(TIMEOUT, message))).toBe("channel/39");
    const proofHeight = update(a, b);
    a.send(TIMEOUT, { packet, proofHeight, nextSequenceRecv: 1n });
    expect(a.port.log).toEqual(["timed out channel-0 1"]);
  });

  it("behavior: an ordered channel closes", () => {
    const { a, b, sendPacket, relayer, advance } = connected("ORDER_ORDERED");
    sendPacket(a, "ok", 60n);
    sendPacket(a, "ok", 6000n);
    advance(60n);
    const kinds = relayer.relay().map(({ kind }) => kind);
    expect(kinds).toEqual(["timedOut", "closed", "timedOut"]);
    expect(a.ibc.channel("test", "channel-0")?.state).toBe("CLOSED");
    expect(b.ibc.channel("test", "channel-0")?.state).toBe("CLOSED");
    expect(b.port.log).toEqual([]);
  });

  it("error: SdkError commitment/2, a packet that was received in time", () => {
    const { a, b, sendPacket, advance } = connected();
    sendPacket(a, "ok", 60n);
    const packet = under(a);
    receive(b, a, packet);
    advance(60n);
    const proofHeight = update(a, b);
    expect(codeOf(() => a.send(TIMEOUT, { packet, proofHeight, nextSequenceRecv: 1n }))).toBe("commitment/2");
  });

  it("error: SdkError client/7, a height the client was not told of", () => {
    const { a, b, sendPacket, advance } = connected();
    sendPacket(a, "ok", 60n);
    advance(60n);
    const proofHeight = { revisionNumber: 1n, revisionHeight: b.block.height };
    expect(codeOf(() => a.send(TIMEOUT, { packet: under(a), proofHeight, nextSequenceRecv: 1n }))).toBe("client/7");
  });
});
