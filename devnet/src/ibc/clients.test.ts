import { describe, expect, it } from "vitest";
import { SECOND } from "../clock.js";
import { codeOf, connected, testNetwork } from "./test-network.js";

const CLIENT = "/ibc.core.client.v1.";
const CHANNEL = "/ibc.core.channel.v1.";
const HOUR = 3600n;

describe("MsgCreateClient", () => {
  it("default", () => {
    const { relayer, chain } = testNetwork("alpha-1", "beta-2");
    expect(relayer.createClient("alpha-1", "beta-2")).toBe("07-tendermint-0");
    const client = chain("alpha-1").ibc.clients.client("07-tendermint-0");
    expect(client).toEqual({
      chainId: "beta-2",
      trustingPeriod: 14n * 24n * HOUR * SECOND,
      latestHeight: { revisionNumber: 2n, revisionHeight: chain("beta-2").block.height },
    });
  });

  it("error: RelayError client/3, a chain that is not known", () => {
    const { chain } = testNetwork("alpha-1");
    const clientState = { chainId: "beta-1", trustingPeriod: 1n, latestHeight: { revisionHeight: 1n } };
    expect(codeOf(() => chain("alpha-1").send(`${CLIENT}MsgCreateClient`, { clientState }))).toBe("client/3");
  });

  it("error: RelayError 07-tendermint/3, no trust at all", () => {
    const { relayer } = testNetwork("alpha-1", "beta-1");
    expect(codeOf(() => relayer.createClient("alpha-1", "beta-1", { trustingPeriod: 0n }))).toBe("07-tendermint/3");
  });

  it("error: RelayError client/29, trust that is over at once", () => {
    const { relayer } = testNetwork("alpha-1", "beta-1");
    expect(codeOf(() => relayer.createClient("alpha-1", "beta-1", { trustingPeriod: 1n }))).toBe("client/29");
  });
});

describe("MsgUpdateClient", () => {
  const at = (revisionHeight: bigint) => ({
    clientId: "07-tendermint-0",
    clientMessage: { height: { revisionNumber: 1n, revisionHeight } },
  });

  it("default", () => {
    const { a, b } = connected();
    b.nextBlock();
    const events = a.send(`${CLIENT}MsgUpdateClient`, at(b.block.height));
    expect(a.ibc.clients.latestHeight("07-tendermint-0").revisionHeight).toBe(b.block.height);
    expect(events[0]).toEqual({
      type: "update_client",
      attributes: [
        { key: "client_id", value: "07-tendermint-0" },
        { key: "client_type", value: "07-tendermint" },
        { key: "consensus_height", value: `1-${b.block.height}` },
        { key: "consensus_heights", value: `1-${b.block.height}` },
      ],
    });
  });

  it("behavior: only relayers move it", () => {
    const { a, b } = connected();
    const before = a.ibc.clients.latestHeight("07-tendermint-0");
    for (let blocks = 0; blocks < 5; blocks += 1) b.nextBlock();
    expect(a.ibc.clients.latestHeight("07-tendermint-0")).toEqual(before);
  });

  it("behavior: the same height twice is no error", () => {
    const { a, b } = connected();
    b.nextBlock();
    a.send(`${CLIENT}MsgUpdateClient`, at(b.block.height));
    expect(codeOf(() => a.send(`${CLIENT}MsgUpdateClient`, at(b.block.height)))).toBe("no error");
  });

  it("behavior: heights out of their trusting period are forgotten, one with each update", () => {
    const { a, b, advance } = connected("ORDER_UNORDERED", HOUR * SECOND);
    for (let updates = 0; updates < 20; updates += 1) {
      advance(HOUR / 4n);
      a.send(`${CLIENT}MsgUpdateClient`, at(b.block.height));
    }
    expect(a.state.table("ibc/consensus").size).toBeLessThan(12);
  });

  it("error: SdkError client/12, a block that is not there yet", () => {
    const { a, b } = connected();
    expect(codeOf(() => a.send(`${CLIENT}MsgUpdateClient`, at(b.block.height + 1n)))).toBe("client/12");
  });

  it("error: SdkError client/12, a block below what it knows", () => {
    const { a, b } = connected();
    const skipped = b.nextBlock().height;
    a.send(`${CLIENT}MsgUpdateClient`, at(b.nextBlock().height));
    expect(codeOf(() => a.send(`${CLIENT}MsgUpdateClient`, at(skipped)))).toBe("client/12");
  });

  it("error: SdkError client/29, unknown client", () => {
    const { a } = connected();
    const message = { ...at(1n), clientId: "07-tendermint-7" };
    expect(codeOf(() => a.send(`${CLIENT}MsgUpdateClient`, message))).toBe("client/29");
  });
});

describe("expiry", () => {
  function expired() {
    const network = connected("ORDER_UNORDERED", HOUR * SECOND);
    network.sendPacket(network.a, "ok", 100n * HOUR);
    network.sendPacket(network.a, "ok", 100n * HOUR);
    network.relayer.step();
    network.relayer.faults.updateClients(false);
    network.advance(2n * HOUR);
    return network;
  }

  it("default", () => {
    const { a, b } = expired();
    expect(a.ibc.clients.status(a.block, "07-tendermint-0")).toBe("Expired");
    expect(b.ibc.clients.status(b.block, "07-tendermint-0")).toBe("Expired");
  });

  it("behavior: it comes exactly at the end of the period", () => {
    const { a, clock } = connected("ORDER_UNORDERED", HOUR * SECOND);
    const known = a.ibc.clients.timeAt("07-tendermint-0", a.ibc.clients.latestHeight("07-tendermint-0"));
    const block = { chainId: "alpha-1", height: 1n, time: known + HOUR * SECOND };
    expect(a.ibc.clients.status(block, "07-tendermint-0")).toBe("Expired");
    expect(a.ibc.clients.status({ ...block, time: block.time - 1n }, "07-tendermint-0")).toBe("Active");
    expect(clock.now).toBeLessThan(block.time);
  });

  it("behavior: nothing goes on, and nothing is lost", () => {
    const { a, b, relayer, sendPacket, connection } = expired();
    expect(codeOf(() => sendPacket(a, "ok"))).toBe("client/29");
    relayer.faults.updateClients(true);
    expect(relayer.relay()).toMatchObject([
      { kind: "failed", work: { action: "acknowledge" }, error: { codespace: "client", code: 29 } },
      { kind: "failed", work: { action: "receive" }, error: { codespace: "client", code: 29 } },
    ]);
    const ports = { a: "test", b: "test" };
    expect(codeOf(() => relayer.createChannel({ connection, ports, version: "test-1" }))).toBe("client/29");
    expect(codeOf(() => a.send(`${CHANNEL}MsgChannelCloseInit`, { portId: "test", channelId: "channel-0" }))).toBe(
      "client/29",
    );
    expect(a.port.log).toEqual([]);
    expect(b.port.log).toEqual(["received channel-0 1"]);
    expect(relayer.pending().map(({ id, next }) => [id.sequence, next])).toEqual([
      [1n, "acknowledge"],
      [2n, "receive"],
    ]);
  });

  it("behavior: timeouts are refused as well", () => {
    const { a, advance, relayer } = expired();
    advance(200n * HOUR);
    relayer.faults.updateClients(true);
    const results = relayer.relay();
    expect(results.map((result) => result.kind)).toEqual(["failed", "failed"]);
    expect([...a.ibc.store.sentPackets()]).toHaveLength(2);
  });

  it("behavior: a substitute revives it, and all goes on", () => {
    const { a, b, relayer } = expired();
    relayer.faults.clear();
    for (const [chain, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const substituteClientId = relayer.createClient(chain.chainId, other.chainId);
      const message = { subjectClientId: "07-tendermint-0", substituteClientId };
      expect(codeOf(() => chain.send(`${CLIENT}MsgRecoverClient`, message))).toBe("ibc/2");
      chain.send(`${CLIENT}MsgRecoverClient`, message, chain.auth.moduleAddress("gov"));
    }
    expect(relayer.relay().map(({ kind }) => kind)).toEqual(["acknowledged", "received", "acknowledged"]);
    expect(relayer.pending()).toEqual([]);
  });

  it("error: SdkError client/24, reviving what is alive", () => {
    const { a, relayer } = connected();
    const message = {
      subjectClientId: "07-tendermint-0",
      substituteClientId: relayer.createClient("alpha-1", "beta-1"),
    };
    const authority = a.auth.moduleAddress("gov");
    expect(codeOf(() => a.send(`${CLIENT}MsgRecoverClient`, message, authority))).toBe("client/24");
  });

  it("error: SdkError client/29, reviving with what is dead itself", () => {
    const { a } = expired();
    const message = { subjectClientId: "07-tendermint-0", substituteClientId: "07-tendermint-0" };
    const authority = a.auth.moduleAddress("gov");
    expect(codeOf(() => a.send(`${CLIENT}MsgRecoverClient`, message, authority))).toBe("client/29");
  });
});
