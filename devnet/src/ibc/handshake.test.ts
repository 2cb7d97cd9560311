import { describe, expect, it } from "vitest";
import type { ChannelParams, ConnectionEnds } from "../relayer/types.js";
import { codeOf, connected, type TestChain, testNetwork } from "./test-network.js";

const CHANNEL = "/ibc.core.channel.v1.";
const CONNECTION = "/ibc.core.connection.v1.";

function bare() {
  const network = testNetwork("alpha-1", "beta-1");
  const connection = network.relayer.createConnection("alpha-1", "beta-1");
  return { ...network, connection, a: network.chain("alpha-1"), b: network.chain("beta-1") };
}

function params(connection: ConnectionEnds, change: Partial<ChannelParams> = {}): ChannelParams {
  return { connection, ports: { a: "test", b: "test" }, version: "test-1", ...change };
}

/** Makes the client on one chain know the last block of the other. */
function update(on: TestChain, of: TestChain) {
  of.nextBlock();
  const height = { revisionNumber: 1n, revisionHeight: of.block.height };
  on.send("/ibc.core.client.v1.MsgUpdateClient", { clientId: "07-tendermint-0", clientMessage: { height } });
  return height;
}

const wanted = (counterpartyChannel = "", change: object = {}) => ({
  ordering: 1,
  counterparty: { portId: "test", channelId: counterpartyChannel },
  connectionHops: ["connection-0"],
  version: "test-1",
  ...change,
});

describe("createConnection", () => {
  it("default", () => {
    const { a, b, connection } = bare();
    expect(connection).toEqual({
      a: { chainId: "alpha-1", clientId: "07-tendermint-0", connectionId: "connection-0" },
      b: { chainId: "beta-1", clientId: "07-tendermint-0", connectionId: "connection-0" },
    });
    const open = { state: "OPEN", clientId: "07-tendermint-0" };
    const counterparty = { clientId: "07-tendermint-0", connectionId: "connection-0" };
    expect(a.ibc.store.connection("connection-0")).toEqual({ ...open, counterparty });
    expect(b.ibc.store.connection("connection-0")).toEqual({ ...open, counterparty });
  });

  it("behavior: every chain counts its own ids", () => {
    const { relayer, chain } = testNetwork("alpha-1", "beta-1", "gamma");
    relayer.createConnection("alpha-1", "beta-1");
    expect(relayer.createConnection("gamma", "alpha-1")).toMatchObject({
      a: { clientId: "07-tendermint-0", connectionId: "connection-0" },
      b: { clientId: "07-tendermint-1", connectionId: "connection-1" },
    });
    expect(chain("alpha-1").ibc.clients.client("07-tendermint-1")?.latestHeight.revisionNumber).toBe(0n);
  });

  const refusals: readonly (readonly [string, string, (on: ReturnType<typeof bare>) => unknown])[] = [
    [
      "init over an unknown client",
      "client/29",
      ({ a }) => a.send(`${CONNECTION}MsgConnectionOpenInit`, { clientId: "07-tendermint-9", counterparty: {} }),
    ],
    [
      "try of a connection that is not there",
      "commitment/2",
      ({ a, b }) => {
        const counterparty = { clientId: "07-tendermint-0", connectionId: "connection-7" };
        const proofHeight = update(b, a);
        b.send(`${CONNECTION}MsgConnectionOpenTry`, { clientId: "07-tendermint-0", counterparty, proofHeight });
      },
    ],
    [
      "ack of an unknown connection",
      "connection/3",
      ({ a }) => a.send(`${CONNECTION}MsgConnectionOpenAck`, { connectionId: "connection-7" }),
    ],
    [
      "ack of an open connection",
      "connection/6",
      ({ a }) => a.send(`${CONNECTION}MsgConnectionOpenAck`, { connectionId: "connection-0" }),
    ],
    [
      "confirm of an open connection",
      "connection/6",
      ({ b }) => b.send(`${CONNECTION}MsgConnectionOpenConfirm`, { connectionId: "connection-0" }),
    ],
  ];
  for (const [name, code, body] of refusals) {
    it(`error: SdkError ${code}, ${name}`, () => expect(codeOf(() => body(bare()))).toBe(code));
  }

  it("error: RangeError, unknown chain", () => {
    expect(() => bare().relayer.createConnection("alpha-1", "nowhere")).toThrow(RangeError);
  });
});

describe("createChannel", () => {
  it("default", () => {
    const { a, b, relayer, connection } = bare();
    expect(relayer.createChannel(params(connection))).toEqual({
      a: { chainId: "alpha-1", portId: "test", channelId: "channel-0" },
      b: { chainId: "beta-1", portId: "test", channelId: "channel-0" },
      version: "test-1",
    });
    expect(a.ibc.channelsOfPort("test")).toEqual([
      {
        portId: "test",
        channelId: "channel-0",
        state: "OPEN",
        order: "ORDER_UNORDERED",
        version: "test-1",
        connectionId: "connection-0",
        counterparty: { portId: "test", channelId: "channel-0" },
      },
    ]);
    expect(b.ibc.channel("test", "channel-0")?.state).toBe("OPEN");
  });

  it("behavior: a transfer channel proposes its version where none is named", () => {
    const { relayer, connection } = bare();
    const ports = { a: "transfer", b: "transfer" };
    expect(relayer.createChannel(params(connection, { ports, version: "" })).version).toBe("ics20-1");
  });

  it("behavior: events name both ends", () => {
    const { a, b } = bare();
    const init = a.send(`${CHANNEL}MsgChannelOpenInit`, { portId: "test", channel: wanted() });
    expect(init[0]).toEqual({
      type: "channel_open_init",
      attributes: Object.entries({
        port_id: "test",
        channel_id: "channel-0",
        counterparty_port_id: "test",
        connection_id: "connection-0",
        version: "test-1",
      }).map(([key, value]) => ({ key, value })),
    });
    const tried = b.send(`${CHANNEL}MsgChannelOpenTry`, {
      portId: "test",
      channel: wanted("channel-0"),
      counterpartyVersion: "test-1",
      proofHeight: update(b, a),
    });
    expect(tried[0]?.type).toBe("channel_open_try");
    expect(tried[0]?.attributes.map(({ key }) => key)).toEqual([
      "port_id",
      "channel_id",
      "counterparty_port_id",
      "counterparty_channel_id",
      "connection_id",
      "version",
    ]);
  });

  const refusals: readonly (readonly [string, string, (on: ReturnType<typeof bare>) => unknown])[] = [
    ...(["init", "try", "ack", "confirm"] as const).map(
      (step) =>
        [
          `the module refuses ${step}`,
          "test/3",
          ({ a, b, relayer, connection }: ReturnType<typeof bare>) => {
            (step === "init" || step === "ack" ? a : b).port.refuses.add(step);
            relayer.createChannel(params(connection));
          },
        ] as const,
    ),
    [
      "unknown port",
      "port/5",
      ({ relayer, connection }) => relayer.createChannel(params(connection, { ports: { a: "test", b: "none" } })),
    ],
    [
      "malformed port",
      "host/2",
      ({ relayer, connection }) => relayer.createChannel(params(connection, { ports: { a: "test", b: "no/ne" } })),
    ],
    [
      "transfer over an ordered channel",
      "channel/6",
      ({ relayer, connection }) =>
        relayer.createChannel(
          params(connection, { ports: { a: "transfer", b: "transfer" }, version: "ics20-1", order: "ORDER_ORDERED" }),
        ),
    ],
    [
      "transfer with another version",
      "transfer/4",
      ({ relayer, connection }) =>
        relayer.createChannel(params(connection, { ports: { a: "transfer", b: "transfer" } })),
    ],
    [
      "unknown connection",
      "connection/3",
      ({ a }) =>
        a.send(`${CHANNEL}MsgChannelOpenInit`, {
          portId: "test",
          channel: wanted("", { connectionHops: ["connection-7"] }),
        }),
    ],
    [
      "two hops",
      "channel/15",
      ({ a }) =>
        a.send(`${CHANNEL}MsgChannelOpenInit`, {
          portId: "test",
          channel: wanted("", { connectionHops: ["connection-0", "connection-0"] }),
        }),
    ],
    [
      "no order",
      "channel/6",
      ({ a }) => a.send(`${CHANNEL}MsgChannelOpenInit`, { portId: "test", channel: wanted("", { ordering: 0 }) }),
    ],
    [
      "init that knows the other channel",
      "channel/7",
      ({ a }) => a.send(`${CHANNEL}MsgChannelOpenInit`, { portId: "test", channel: wanted("channel-0") }),
    ],
    ["try of a channel that is not there", "commitment/2", (on) => tryOpen(on, wanted("channel-7"))],
    ["try with another order", "commitment/2", (on) => tryOpen(on, wanted("channel-0", { ordering: 2 }))],
    ["try with another version", "commitment/2", (on) => tryOpen(on, wanted("channel-0"), "test-2")],
    ["try from another port", "commitment/2", (on) => tryOpen(on, wanted("channel-0"), "test-1", "transfer")],
    ["ack of an unknown channel", "channel/3", ({ a }) => a.send(`${CHANNEL}MsgChannelOpenAck`, end("channel-7"))],
    [
      "confirm of an unknown channel",
      "channel/3",
      ({ a }) => a.send(`${CHANNEL}MsgChannelOpenConfirm`, end("channel-7")),
    ],
    ["malformed channel", "channel/18", ({ a }) => a.send(`${CHANNEL}MsgChannelOpenAck`, end("nochannel-0"))],
    [
      "ack of an open channel",
      "channel/5",
      ({ a, relayer, connection }) => {
        relayer.createChannel(params(connection));
        a.send(`${CHANNEL}MsgChannelOpenAck`, end("channel-0"));
      },
    ],
    [
      "confirm before the ack",
      "commitment/2",
      (on) => {
        tryOpen(on, wanted("channel-0"));
        on.b.send(`${CHANNEL}MsgChannelOpenConfirm`, { ...end("channel-0"), proofHeight: update(on.b, on.a) });
      },
    ],
    [
      "ack before the try",
      "commitment/2",
      ({ a, b }) => {
        a.send(`${CHANNEL}MsgChannelOpenInit`, { portId: "test", channel: wanted() });
        const counterparty = { counterpartyChannelId: "channel-0", counterpartyVersion: "test-1" };
        a.send(`${CHANNEL}MsgChannelOpenAck`, { ...end("channel-0"), ...counterparty, proofHeight: update(a, b) });
      },
    ],
  ];
  for (const [name, code, body] of refusals) {
    it(`error: SdkError ${code}, ${name}`, () => expect(codeOf(() => body(bare()))).toBe(code));
  }

  it("behavior: a refused handshake leaves no open end, and the next one passes", () => {
    const { a, b, relayer, connection } = bare();
    b.port.refuses.add("try");
    expect(codeOf(() => relayer.createChannel(params(connection)))).toBe("test/3");
    expect(a.ibc.channelsOfPort("test").map(({ state }) => state)).toEqual(["INIT"]);
    expect(b.ibc.channelsOfPort("test")).toEqual([]);
    b.port.refuses.clear();
    expect(relayer.createChannel(params(connection))).toMatchObject({
      a: { channelId: "channel-1" },
      b: { channelId: "channel-0" },
    });
  });

  function end(channelId: string) {
    return { portId: "test", channelId };
  }

  /** Begins a channel on `a` and tries to go on on `b`. */
  function tryOpen(
    { a, b }: ReturnType<typeof bare>,
    channel: object,
    counterpartyVersion = "test-1",
    portId = "test",
  ) {
    a.send(`${CHANNEL}MsgChannelOpenInit`, { portId: "test", channel: wanted() });
    const proofHeight = update(b, a);
    b.send(`${CHANNEL}MsgChannelOpenTry`, { portId, channel, counterpartyVersion, proofHeight });
  }
});

describe("closing", () => {
  const CLOSE = `${CHANNEL}MsgChannelCloseInit`;
  const end = { portId: "test", channelId: "channel-0" };

  it("default", () => {
    const { a, b, relayer } = connected();
    const events = a.send(CLOSE, end, "anybody");
    expect(events[0]?.type).toBe("channel_close_init");
    expect(a.ibc.channel("test", "channel-0")?.state).toBe("CLOSED");
    expect(relayer.relay()).toMatchObject([{ kind: "closed", chainId: "beta-1", channelId: "channel-0" }]);
    expect(b.ibc.channel("test", "channel-0")?.state).toBe("CLOSED");
  });

  it("behavior: what the other side had not received times out before its time", () => {
    const { a, b, relayer, sendPacket } = connected();
    sendPacket(a, "ok");
    b.do((ctx) => b.ibc.closeChannel(ctx, "test", "channel-0"));
    expect(relayer.relay().map(({ kind }) => kind)).toEqual(["timedOut", "closed"]);
    expect(a.port.log).toEqual(["timed out channel-0 1"]);
    expect(b.port.log).toEqual([]);
  });

  it("behavior: an ack that comes after the close is refused, and its packet stays", () => {
    const { a, b, relayer, sendPacket } = connected();
    sendPacket(a, "ok");
    relayer.step();
    const [ack] = relayer.work();
    expect(ack).toMatchObject({ action: "acknowledge" });
    b.send(CLOSE, end);
    relayer.faults.drop({ ...end, chainId: "alpha-1", sequence: 1n }, "acknowledge");
    relayer.relay();
    if (ack === undefined) throw new RangeError("no ack");
    expect(relayer.perform(ack)).toMatchObject({ kind: "failed", error: { codespace: "channel", code: 5 } });
    expect(relayer.pending()).toMatchObject([{ id: { sequence: 1n }, next: undefined }]);
    expect(a.port.log).toEqual([]);
  });

  it("behavior: nothing is sent or received on a closed channel", () => {
    const { a, b, relayer, sendPacket } = connected();
    sendPacket(a, "ok");
    const [receive] = relayer.work();
    b.send(CLOSE, end);
    if (receive === undefined) throw new RangeError("no packet");
    expect(relayer.perform(receive)).toMatchObject({ kind: "failed", error: { codespace: "channel", code: 5 } });
    expect(codeOf(() => sendPacket(b, "ok"))).toBe("channel/5");
  });

  const refusals: readonly (readonly [string, string, (on: ReturnType<typeof connected>) => unknown])[] = [
    [
      "the module refuses",
      "test/3",
      ({ a }) => {
        a.port.refuses.add("closeInit");
        a.send(CLOSE, end);
      },
    ],
    [
      "closed already",
      "channel/5",
      ({ a }) => {
        a.send(CLOSE, end);
        a.send(CLOSE, end);
      },
    ],
    ["unknown channel", "channel/3", ({ a }) => a.send(CLOSE, { ...end, channelId: "channel-7" })],
    [
      "confirm of an end that is open",
      "commitment/2",
      ({ a, b }) => b.send(`${CHANNEL}MsgChannelCloseConfirm`, { ...end, proofHeight: update(b, a) }),
    ],
    [
      "timeout on close while the other end is open",
      "commitment/2",
      ({ a, b, sendPacket }) => {
        sendPacket(a, "ok");
        const [sent] = a.ibc.store.sentPackets();
        const value = { packet: sent?.packet, nextSequenceRecv: 1n, proofHeight: update(a, b) };
        a.send(`${CHANNEL}MsgTimeoutOnClose`, value);
      },
    ],
  ];
  for (const [name, code, body] of refusals) {
    it(`error: SdkError ${code}, ${name}`, () => expect(codeOf(() => body(connected()))).toBe(code));
  }

  it("error: SdkError ibc/8, transfer channels do not close", () => {
    const { a, relayer, connection } = bare();
    const ports = { a: "transfer", b: "transfer" };
    relayer.createChannel(params(connection, { ports, version: "ics20-1" }));
    expect(codeOf(() => a.send(CLOSE, { portId: "transfer", channelId: "channel-0" }))).toBe("ibc/8");
  });
});
