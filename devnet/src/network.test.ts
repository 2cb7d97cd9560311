import { describe, expect, it } from "vitest";
import { SECOND } from "./clock.js";
import { Network } from "./network.js";

const BOB = "osmo1a53udazy8ayufvy0s434pfwjcedzqv347h34au";
const ALICE = "juno1a53udazy8ayufvy0s434pfwjcedzqv34q7p7vj";

function network() {
  const made = new Network();
  made.addChain({
    chainId: "juno-1",
    prefix: "juno",
    bondDenom: "ujuno",
    balances: { [ALICE]: [{ denom: "ujuno", amount: 1000n }] },
  });
  made.addChain({ chainId: "osmosis", prefix: "osmo", bondDenom: "uosmo", blockTime: 5n * SECOND });
  return made;
}

/** Sends from juno to osmosis and back again. */
function play(made: Network): void {
  const ports = { a: "transfer", b: "transfer" };
  const connection = made.relayer.createConnection("juno-1", "osmosis");
  const { a } = made.relayer.createChannel({ connection, ports, version: "ics20-1" });
  const value = {
    sourcePort: a.portId,
    sourceChannel: a.channelId,
    token: { denom: "ujuno", amount: "100" },
    sender: ALICE,
    receiver: BOB,
    timeoutTimestamp: made.clock.now + 600n * SECOND,
  };
  const messages = [{ typeUrl: "/ibc.applications.transfer.v1.MsgTransfer", value }];
  expect(made.chain("juno-1").deliver({ signer: ALICE, messages }).code).toBe(0);
  made.relayer.relay();
}

describe("Network", () => {
  it("default", () => {
    const made = network();
    play(made);
    expect(made.relayer.pending()).toEqual([]);
    const [voucher] = made.chain("osmosis").bank.balances(BOB);
    expect(voucher).toMatchObject({ amount: 100n });
    expect([...made.chains.keys()]).toEqual(["juno-1", "osmosis"]);
  });

  it("behavior: heights carry the revision of a chain's id", () => {
    const made = network();
    play(made);
    const client = (chainId: string) => made.chain(chainId).ibc.clients.client("07-tendermint-0");
    expect(client("osmosis")?.latestHeight.revisionNumber).toBe(1n);
    expect(client("juno-1")?.latestHeight.revisionNumber).toBe(0n);
  });

  it("behavior: the same calls give the same state, others another", () => {
    const [one, two] = [network(), network()];
    play(one);
    play(two);
    expect(one.stateHash()).toBe(two.stateHash());
    two.nextBlock();
    expect(one.stateHash()).not.toBe(two.stateHash());
  });

  it("behavior: a contract's query shows open channels only", () => {
    const made = network();
    play(made);
    const juno = made.chain("juno-1");
    const { ibc } = juno.ibc.queries;
    const channel = {
      endpoint: { port_id: "transfer", channel_id: "channel-0" },
      counterparty_endpoint: { port_id: "transfer", channel_id: "channel-0" },
      order: "ORDER_UNORDERED",
      version: "ics20-1",
      connection_id: "connection-0",
    };
    expect(ibc({ channel: { port_id: "transfer", channel_id: "channel-0" } })).toEqual({ channel });
    expect(ibc({ list_channels: { port_id: "transfer" } })).toEqual({ channels: [channel] });
    expect(ibc({ channel: { port_id: "transfer", channel_id: "channel-7" } })).toEqual({ channel: null });
    juno.run((ctx) => juno.ibc.store.setChannel(ctx.block, { ...requireChannel(), state: "CLOSED" }));
    expect(ibc({ list_channels: { port_id: "transfer" } })).toEqual({ channels: [] });
    function requireChannel() {
      const found = juno.ibc.channel("transfer", "channel-0");
      if (found === undefined) throw new RangeError("no channel");
      return found;
    }
  });
});

describe("advance", () => {
  it("default", () => {
    const made = network();
    const before = made.clock.now;
    made.advance(60n);
    expect(made.clock.now - before).toBe(66n * SECOND);
    expect(made.chain("juno-1").block).toMatchObject({ height: 1n, time: before + 61n * SECOND });
    expect(made.chain("osmosis").block).toMatchObject({ height: 1n, time: before + 66n * SECOND });
  });
});

describe("expiry", () => {
  const DAY = 86_400n;
  const statuses = (made: Network) =>
    [...made.chains.values()].map((chain) => chain.ibc.clients.status(chain.block, "07-tendermint-0"));

  it("behavior: a relayer that runs keeps clients alive, however long one waits", () => {
    const made = network();
    made.relayer.createConnection("juno-1", "osmosis");
    const before = made.chain("juno-1").block.height;
    made.advance(100n * DAY);
    expect(statuses(made)).toEqual(["Active", "Active"]);
    expect(made.chain("juno-1").block.height - before).toBeLessThan(50n);
    for (let days = 0; days < 40; days += 1) made.advance(DAY);
    expect(statuses(made)).toEqual(["Active", "Active"]);
  });

  it("behavior: a short wait is one block a chain", () => {
    const made = network();
    made.relayer.createConnection("juno-1", "osmosis");
    const before = made.chain("juno-1").block.height;
    made.advance(DAY);
    expect(made.chain("juno-1").block.height).toBe(before + 1n);
  });

  it("behavior: trust shorter than a block is over at once", () => {
    const made = network();
    made.nextBlock();
    made.relayer.createClient("juno-1", "osmosis", { trustingPeriod: 3n * SECOND });
    made.advance(60n);
    expect(made.chain("juno-1").ibc.clients.status(made.chain("juno-1").block, "07-tendermint-0")).toBe("Expired");
  });

  it("behavior: one that is stopped, or updates nothing, lets them expire", () => {
    for (const fault of ["stop", "updateClients"] as const) {
      const made = network();
      made.relayer.createConnection("juno-1", "osmosis");
      if (fault === "stop") made.relayer.faults.stop();
      else made.relayer.faults.updateClients(false);
      made.advance(14n * DAY);
      expect(statuses(made)).toEqual(["Expired", "Expired"]);
      made.relayer.faults.clear();
      made.advance(DAY);
      expect(statuses(made)).toEqual(["Expired", "Expired"]);
    }
  });
});

describe("addChain", () => {
  it("error: RangeError, an id that is taken", () => {
    expect(() => network().addChain({ chainId: "juno-1", prefix: "juno", bondDenom: "ujuno" })).toThrow(RangeError);
  });
});

describe("chain", () => {
  it("error: RangeError, an id that is not there", () => {
    expect(() => network().chain("cosmoshub-4")).toThrow(RangeError);
  });
});
