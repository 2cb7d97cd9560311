import { describe, expect, it } from "vitest";
import { alice, binary, codes, deployProbe, executeMsg, mustDeliver, run, stored } from "../../test/probe.js";
import type { Chain } from "../chain.js";
import { SECOND } from "../clock.js";
import { codeOf } from "../ibc/test-network.js";
import { Network } from "../network.js";

const key = (text: string, value: string) => [binaryText(text), binaryText(value)];
const binaryText = (text: string) => btoa(text);

/** Two chains with a probe on each. */
function probes() {
  const network = new Network();
  const balances = { [alice]: [{ denom: "ujuno", amount: 1000n }] };
  const options = { prefix: "juno", bondDenom: "ujuno", balances, wasm: { codes } };
  const [a, b] = ["one-1", "two-1"].map((chainId) => network.addChain({ chainId, ...options })) as [Chain, Chain];
  const [onA, onB] = [deployProbe(a), deployProbe(b)];
  const connection = network.relayer.createConnection("one-1", "two-1");
  const ports = { a: `wasm.${onA}`, b: `wasm.${onB}` };
  const open = (version = "v1") => network.relayer.createChannel({ connection, ports, version });
  /** Lets the contract on `a` send that plan to the one on `b`. */
  const send = (plan: object, seconds = 600n) => {
    const timestamp = (network.clock.now + seconds * SECOND).toString();
    const packet = { channel_id: "channel-0", data: binary(plan), timeout: { block: null, timestamp } };
    const message = { id: 0, msg: { ibc: { send_packet: packet } }, gas_limit: null, reply_on: "never", payload: "" };
    mustDeliver(a, alice, executeMsg(onA, run({ messages: [message] })));
  };
  return { network, relayer: network.relayer, a, b, onA, onB, ports, connection, open, send };
}

describe("contracts over IBC", () => {
  it("default", () => {
    const { relayer, a, b, onA, onB, ports, open, send } = probes();
    expect(open()).toMatchObject({ a: { portId: ports.a }, b: { portId: ports.b }, version: "v1" });
    expect(stored(a, onA, "connect")).toContain('"open_ack"');
    expect(stored(b, onB, "connect")).toContain('"open_confirm"');
    send({ set: [key("seen", "yes")], data: binaryText('{"result":"AQ=="}') });
    expect(relayer.relay().map(({ kind }) => kind)).toEqual(["received", "acknowledged"]);
    expect(stored(b, onB, "seen")).toBe("yes");
    expect(stored(a, onA, "ack")).toContain(binaryText('{"result":"AQ=="}'));
    expect(relayer.pending()).toEqual([]);
  });

  it("behavior: a contract may set the version, or refuse it", () => {
    const { a, open } = probes();
    expect(codeOf(() => open("refuse"))).toBe("wasm/5");
    expect(a.ibc.channelsOfPort("wasm.")).toEqual([]);
    expect(open("replace").version).toBe("replaced");
  });

  it("behavior: an error undoes the receive and becomes the ack", () => {
    const { relayer, a, b, onA, onB, open, send } = probes();
    open();
    send({ set: [key("seen", "yes")], fail: "no <more>" });
    expect(relayer.relay().map(({ kind }) => kind)).toEqual(["received", "acknowledged"]);
    expect(stored(b, onB, "seen")).toBeNull();
    expect(stored(b, onB, "receive")).toBeNull();
    const [ack] = /"data":"([^"]*)"/.exec(stored(a, onA, "ack") ?? "")?.slice(1) ?? [];
    expect(JSON.parse(atob(ack ?? ""))).toEqual({ error: "no <more>" });
  });

  it("behavior: an error ack of its own keeps what it wrote", () => {
    const { relayer, b, onB, open, send } = probes();
    open();
    send({ set: [key("seen", "yes")], data: binaryText('{"error":"later"}') });
    relayer.relay();
    expect(stored(b, onB, "seen")).toBe("yes");
  });

  it("behavior: an ack that Go writes otherwise is never delivered", () => {
    const { relayer, open, send } = probes();
    open();
    send({ data: binaryText('{"error":"a < b"}') });
    expect(relayer.relay()).toMatchObject([
      { kind: "received" },
      { kind: "failed", work: { action: "acknowledge" }, error: { codespace: "channel", code: 16 } },
    ]);
  });

  it("behavior: a trap leaves no ack, and the packet times out", () => {
    const { relayer, network, a, b, onA, onB, open, send } = probes();
    open();
    send({ set: [key("seen", "yes")], trap: "panic" });
    expect(relayer.relay()).toMatchObject([{ kind: "failed", work: { action: "receive" } }]);
    expect(stored(b, onB, "seen")).toBeNull();
    network.advance(600n);
    expect(relayer.relay().map(({ kind }) => kind)).toEqual(["timedOut"]);
    expect(stored(a, onA, "timeout")).toContain('"channel-0"');
  });

  it("behavior: no ack yet is neither an error nor an end", () => {
    const { relayer, network, b, onB, open, send } = probes();
    open();
    send({ set: [key("seen", "yes")] });
    expect(relayer.relay().map(({ kind }) => kind)).toEqual(["received"]);
    network.advance(600n);
    expect(relayer.relay()).toEqual([]);
    expect(relayer.pending()).toMatchObject([{ next: undefined }]);
    expect(stored(b, onB, "seen")).toBe("yes");
  });

  it("behavior: a contract hears how its transfer ended", () => {
    const { relayer, connection, network, a, onA } = probes();
    const ports = { a: "transfer", b: "transfer" };
    relayer.createChannel({ connection, ports, version: "ics20-1" });
    const send = (to: string) => {
      const timestamp = (network.clock.now + 600n * SECOND).toString();
      const memo = JSON.stringify({ src_callback: { address: onA } });
      const amount = { denom: "ujuno", amount: "10" };
      const transfer = { channel_id: "channel-0", to_address: to, amount, timeout: { block: null, timestamp }, memo };
      const message = { id: 0, msg: { ibc: { transfer } }, gas_limit: null, reply_on: "never", payload: "" };
      const funds = [{ denom: "ujuno", amount: "10" }];
      mustDeliver(a, alice, executeMsg(onA, run({ messages: [message] }), { funds }));
      relayer.relay();
    };
    send(alice);
    expect(stored(a, onA, "source_callback")).toContain('"acknowledgement"');
    expect(a.bank.balance(onA, "ujuno")).toBe(0n);
    send("nobody");
    expect(a.bank.balance(onA, "ujuno")).toBe(10n);
  });

  it("behavior: an unknown contract's port is refused", () => {
    const { relayer, connection, ports } = probes();
    const params = { connection, ports: { ...ports, b: `wasm.${alice}` }, version: "v1" };
    expect(codeOf(() => relayer.createChannel(params))).toMatch(/^wasm\//);
  });
});
