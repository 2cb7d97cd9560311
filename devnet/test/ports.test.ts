import { describe, expect, test } from "vitest";
import type { Chain } from "../src/chain.js";
import { Panic } from "../src/gas.js";
import type { ChainEvent, Channel, Ctx, Packet } from "../src/types.js";
import { alice, base64, bob, callOf, DENOM, deployProbe, makeChain, stored, utf8 } from "./probe.js";

const LARGEST = 2n ** 64n - 1n;

const setUp = () => {
  const chain = makeChain();
  const contract = deployProbe(chain);
  const channel: Channel = {
    portId: `wasm.${contract}`,
    channelId: "channel-0",
    state: "INIT",
    order: "ORDER_UNORDERED",
    version: "v1",
    connectionId: "connection-0",
    counterparty: { portId: "wasm.osmo1other", channelId: "channel-7" },
  };
  const packet = (data: unknown, change: Partial<Packet> = {}): Packet => ({
    sequence: LARGEST,
    sourcePort: "wasm.osmo1other",
    sourceChannel: "channel-7",
    destinationPort: channel.portId,
    destinationChannel: "channel-0",
    data: utf8(data),
    timeoutHeight: { revisionNumber: 0n, revisionHeight: 0n },
    timeoutTimestamp: LARGEST,
    ...change,
  });
  return { chain, contract, channel, packet };
};

/** Runs as the ibc module would, and answers what came back. */
function within<T>(chain: Chain, body: (ctx: Ctx) => T): { result: T; events: readonly ChainEvent[] } {
  let result: T | undefined;
  const events = chain.run((ctx) => {
    result = body(ctx);
  });
  return { result: result as T, events };
}

const recorded = (chain: Chain, contract: string, key: string) => JSON.parse(stored(chain, contract, key) ?? "null");
const textOf = (ack: Uint8Array) => new TextDecoder().decode(ack);
const channelJson = (contract: string, version = "v1") => ({
  endpoint: { port_id: `wasm.${contract}`, channel_id: "channel-0" },
  counterparty_endpoint: { port_id: "wasm.osmo1other", channel_id: "channel-7" },
  order: "ORDER_UNORDERED",
  version,
  connection_id: "connection-0",
});

describe("onChanOpenInit", () => {
  test("default", () => {
    const { chain, contract, channel } = setUp();
    const { result } = within(chain, (ctx) => chain.wasm.onChanOpenInit(ctx, channel));
    expect(result).toBe("v1");
    expect(recorded(chain, contract, "open")).toEqual({ open_init: { channel: channelJson(contract) } });
  });

  test("behavior: the contract may answer another version", () => {
    const { chain, channel } = setUp();
    expect(within(chain, (ctx) => chain.wasm.onChanOpenInit(ctx, { ...channel, version: "replace" })).result).toBe(
      "replaced",
    );
  });

  test("error: a version the contract refuses, no version, a port of nobody", () => {
    const { chain, channel } = setUp();
    const init = (change: Partial<Channel>) => () =>
      within(chain, (ctx) => chain.wasm.onChanOpenInit(ctx, { ...channel, ...change }));
    expect(init({ version: "refuse" })).toThrow("refused: execute wasm contract failed");
    expect(init({ version: "" })).toThrow("version: empty");
    expect(init({ portId: `wasm.${bob}` })).toThrow(/no such contract/);
    expect(init({ portId: "transfer" })).toThrow(/without prefix/);
  });
});

describe("the other steps of a channel", () => {
  test("behavior: try shows the counterparty's version, ack and confirm connect, close says who began", () => {
    const { chain, contract, channel } = setUp();
    const { wasm } = chain;
    expect(within(chain, (ctx) => wasm.onChanOpenTry(ctx, { ...channel, version: "" }, "v1")).result).toBe("v1");
    const opened = { open_try: { channel: channelJson(contract), counterparty_version: "v1" } };
    expect(recorded(chain, contract, "open")).toEqual(opened);
    within(chain, (ctx) => wasm.onChanOpenAck(ctx, channel, "v2"));
    const acked = { open_ack: { channel: channelJson(contract), counterparty_version: "v2" } };
    expect(recorded(chain, contract, "connect")).toEqual(acked);
    within(chain, (ctx) => wasm.onChanOpenConfirm(ctx, channel));
    expect(recorded(chain, contract, "connect")).toEqual({ open_confirm: { channel: channelJson(contract) } });
    within(chain, (ctx) => wasm.onChanCloseInit(ctx, channel));
    expect(recorded(chain, contract, "close")).toEqual({ close_init: { channel: channelJson(contract) } });
    within(chain, (ctx) => wasm.onChanCloseConfirm(ctx, channel));
    expect(recorded(chain, contract, "close")).toEqual({ close_confirm: { channel: channelJson(contract) } });
  });
});

describe("onRecvPacket", () => {
  const receive = ({ chain, packet }: ReturnType<typeof setUp>, plan: unknown, change?: Partial<Packet>) =>
    within(chain, (ctx) => chain.wasm.onRecvPacket(ctx, packet(plan, change), alice));

  test("default", () => {
    const test = setUp();
    const plan = { data: base64("ack"), attributes: [{ key: "a", value: "b" }] };
    const { result, events } = receive(test, plan);
    expect([textOf(result.ack), result.success]).toEqual(["ack", true]);
    expect(events.map(({ type }) => type)).toEqual(["wasm", "ibc_packet_received"]);
    expect(stored(test.chain, test.contract, "receive")).toContain(`"sequence":${LARGEST}`);
    const { packet, relayer } = recorded(test.chain, test.contract, "receive");
    expect(relayer).toBe(alice);
    expect(packet).toMatchObject({
      src: { port_id: "wasm.osmo1other", channel_id: "channel-7" },
      dest: { port_id: `wasm.${test.contract}`, channel_id: "channel-0" },
      timeout: { block: null, timestamp: LARGEST.toString() },
    });
  });

  test("behavior: a timeout by height alone", () => {
    const test = setUp();
    const timeoutHeight = { revisionNumber: 1n, revisionHeight: LARGEST };
    receive(test, { data: base64("ack") }, { timeoutHeight, timeoutTimestamp: 0n });
    expect(stored(test.chain, test.contract, "receive")).toContain(`"block":{"revision":1,"height":${LARGEST}}`);
  });

  test("behavior: the contract's own error is an error ack with its text, unredacted, and counts as failure", () => {
    const { result, events } = receive(setUp(), { fail: "no <way> & ß" });
    expect(textOf(result.ack)).toBe('{"error":"no \\u003cway\\u003e \\u0026 ß"}');
    expect(result.success).toBe(false);
    expect(events.at(-1)?.attributes.slice(-1)).toEqual([{ key: "success", value: "false" }]);
  });

  test("behavior: a failed sub-message is an error ack with codespace and code", () => {
    const test = setUp();
    const messages = [{ id: 1, msg: callOf(bob, {}), gas_limit: null, reply_on: "never", payload: "" }];
    const { result, events } = receive(test, { data: base64("ack"), messages });
    expect(textOf(result.ack)).toBe('{"error":"ABCI error: wasm/22: error handling packet: see events for details"}');
    expect(result.success).toBe(false);
    expect(events.map(({ type }) => type)).toEqual(["ibc_packet_received"]);
    expect(events[0]?.attributes.at(-1)).toEqual({ key: "error", value: `address ${bob}: no such contract` });
  });

  test("behavior: a reply that catches the failure may set the ack", () => {
    const test = setUp();
    const payload = base64(JSON.stringify({ data: base64("replaced") }));
    const send = { bank: { send: { to_address: bob, amount: [{ denom: DENOM, amount: "1" }] } } };
    const messages = [{ id: 1, msg: send, gas_limit: null, reply_on: "error", payload }];
    const { result } = receive(test, { data: base64("ack"), messages });
    expect([textOf(result.ack), result.success]).toEqual(["replaced", true]);
  });

  test("behavior: no ack at all is told as an empty one", () => {
    expect(receive(setUp(), {}).result).toEqual({ ack: new Uint8Array(), success: true });
  });

  test("error: Panic for a trap, and nothing stays", () => {
    const test = setUp();
    const before = test.chain.stateHash();
    expect(() => receive(test, { trap: "panic" })).toThrow(Panic);
    expect(test.chain.stateHash()).toBe(before);
  });
});

describe("onAcknowledgementPacket", () => {
  test("default", () => {
    const { chain, contract, packet } = setUp();
    const sent = packet({}, { sourcePort: `wasm.${contract}`, sourceChannel: "channel-0" });
    within(chain, (ctx) => chain.wasm.onAcknowledgementPacket(ctx, sent, utf8({}), alice));
    expect(recorded(chain, contract, "ack")).toMatchObject({ acknowledgement: { data: base64("{}") }, relayer: alice });
    expect(() =>
      within(chain, (ctx) => chain.wasm.onAcknowledgementPacket(ctx, sent, utf8({ fail: "no" }), alice)),
    ).toThrow("on ack: no: execute wasm contract failed");
  });
});

describe("onTimeoutPacket", () => {
  test("default", () => {
    const { chain, contract, packet } = setUp();
    const sent = packet({}, { sourcePort: `wasm.${contract}`, sourceChannel: "channel-0" });
    within(chain, (ctx) => chain.wasm.onTimeoutPacket(ctx, sent, alice));
    expect(recorded(chain, contract, "timeout")).toMatchObject({ relayer: alice });
  });
});

describe("sourceCallback", () => {
  test.each(["acknowledgement", "timeout"] as const)("behavior: %s", (kind) => {
    const { chain, contract, packet } = setUp();
    const sent = packet({}, { sourcePort: "transfer" });
    const outcome =
      kind === "timeout"
        ? { kind, packet: sent, relayer: alice }
        : { kind, packet: sent, relayer: alice, ack: utf8({}) };
    const { events } = within(chain, (ctx) => chain.wasm.sourceCallback(ctx, contract, outcome));
    expect(Object.keys(recorded(chain, contract, "source_callback"))).toEqual([kind]);
    expect(events.map(({ type }) => type)).toEqual(["wasm"]);
  });
});
