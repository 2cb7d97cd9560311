import { describe, expect, it, vi } from "vitest";
import { codeOf } from "../ibc/test-network.js";
import { type Ctx, SdkError, type Wasm } from "../types.js";
import { accountOn, attributesOf, transferring } from "./test-transfers.js";

/** Alice stands for a contract: what it does in its callback is `contract`. */
function calling(contract: (ctx: Ctx) => void = () => {}) {
  const network = transferring("alpha-1", "beta-1");
  const [a, b] = network.chains;
  const [link] = network.links;
  if (a === undefined || b === undefined || link === undefined) throw new RangeError("two chains");
  const alice = accountOn(a, "alice");
  const callback = vi
    .spyOn(a.wasm, "sourceCallback")
    .mockImplementation((...[ctx]: Parameters<Wasm["sourceCallback"]>) => contract(ctx));
  const send = (memo: object, receiver = accountOn(b, "bob")) =>
    network.transfer(link.a, { receiver, token: { denom: "ustake", amount: 100n }, memo: JSON.stringify(memo) });
  /** The callback's event in the last block. */
  const event = () =>
    attributesOf(a.blockAt(a.block.height)?.transactions.flatMap(({ events }) => events) ?? [], "ibc_src_callback");
  return { ...network, a, b, link, alice, callback, send, event };
}

describe("source callbacks", () => {
  it("default", () => {
    const { alice, callback, send, relayer, event } = calling();
    const sent = attributesOf(send({ src_callback: { address: alice, gas_limit: "50000" } }), "ibc_src_callback");
    expect(Object.entries(sent)).toEqual(
      Object.entries({
        module: "ibccallbacks",
        callback_type: "send_packet",
        callback_address: alice,
        callback_exec_gas_limit: "50000",
        callback_commit_gas_limit: "50000",
        packet_sequence: "1",
        callback_base_application_version: "ics20-1",
        callback_result: "success",
        packet_src_port: "transfer",
        packet_src_channel: "channel-0",
      }),
    );
    expect(callback).not.toHaveBeenCalled();
    relayer.relay();
    expect(callback).toHaveBeenCalledOnce();
    const [, contract, outcome] = callback.mock.calls[0] ?? [];
    expect(contract).toBe(alice);
    expect(outcome).toMatchObject({ kind: "acknowledgement", packet: { sequence: 1n } });
    expect(event()).toMatchObject({ callback_type: "acknowledgement_packet", callback_result: "success" });
  });

  it("behavior: it comes after the refund of an error ack", () => {
    const balances: bigint[] = [];
    const { a, alice, send, relayer } = calling(() => balances.push(a.bank.balance(alice, "ustake")));
    send({ src_callback: { address: alice } }, "nobody");
    relayer.relay();
    expect(balances).toEqual([1000n]);
  });

  it("behavior: it comes with a timeout", () => {
    const { alice, callback, send, relayer, event } = calling();
    send({ src_callback: { address: alice } });
    const [pending] = relayer.pending();
    if (pending === undefined) throw new RangeError("no packet");
    relayer.timeOut(pending.id);
    expect(callback.mock.calls[0]?.[2]).toMatchObject({ kind: "timeout", packet: { sequence: 1n } });
    expect(event()).toMatchObject({ callback_type: "timeout_packet", callback_result: "success" });
  });

  it("behavior: an error of the contract undoes what it did, and nothing else", () => {
    const { a, alice, send, relayer, event } = calling((ctx) => {
      a.bank.send(ctx, alice, accountOn(a, "eve"), [{ denom: "ustake", amount: 5n }]);
      throw new SdkError("wasm", 5, "no: execute wasm contract failed");
    });
    send({ src_callback: { address: alice } });
    expect(relayer.relay().map(({ kind }) => kind)).toEqual(["received", "acknowledged"]);
    expect(a.bank.balance(alice, "ustake")).toBe(900n);
    expect(event()).toMatchObject({
      callback_error: "on source chain callback ack: no: execute wasm contract failed",
      callback_result: "failure",
    });
  });

  it("behavior: gas that runs out in it is its own loss", () => {
    const { alice, send, relayer, event } = calling((ctx) => ctx.gas.consume(60_000n, "loop"));
    send({ src_callback: { address: alice, gas_limit: "50000" } });
    expect(relayer.relay().map(({ kind }) => kind)).toEqual(["received", "acknowledged"]);
    expect(event()).toMatchObject({
      callback_error: "ibc acknowledgement_packet callback out of gas: callback out of gas",
      callback_result: "failure",
    });
  });

  it("behavior: a relayer who gives too little gas may try again", () => {
    const { a, b, alice, send, relayer } = calling((ctx) => ctx.gas.consume(60_000n, "loop"));
    send({ src_callback: { address: alice } });
    relayer.step();
    const [sent] = a.ibc.store.sentPackets();
    const proofHeight = { revisionNumber: 1n, revisionHeight: b.block.height };
    a.send("/ibc.core.client.v1.MsgUpdateClient", {
      clientId: "07-tendermint-0",
      clientMessage: { height: proofHeight },
    });
    const acknowledgement = b.ibc.store.acknowledgement("transfer", "channel-0", 1n);
    const value = { packet: sent?.packet, acknowledgement, proofHeight };
    const messages = [{ typeUrl: "/ibc.core.channel.v1.MsgAcknowledgement", value }];
    const outcome = a.deliver({ signer: alice, messages, fee: { amount: [], gas: 50_000n } });
    expect(outcome).toMatchObject({ codespace: "sdk", code: 11 });
    expect(relayer.relay()).toMatchObject([{ kind: "acknowledged", fresh: true }]);
  });

  it("behavior: other memos ask for nothing", () => {
    const { link, b, callback, relayer, transfer } = calling();
    for (const memo of ["", "hello", "[]", "null", '{"src_callback":"x"}', '{"dest_callback":{}}']) {
      transfer(link.a, { receiver: accountOn(b, "bob"), token: { denom: "ustake", amount: 1n }, memo });
    }
    relayer.relay();
    expect(callback).not.toHaveBeenCalled();
  });

  const refusals: readonly (readonly [string, string, (alice: string, eve: string) => object])[] = [
    ["for somebody else", "wasm/5", (_alice, eve) => ({ address: eve })],
    ["without an address", "ibccallbacks/8", () => ({})],
    ["with a number for gas", "ibccallbacks/8", (address) => ({ address, gas_limit: 5 })],
    ["with gas that is none", "ibccallbacks/8", (address) => ({ address, gas_limit: "-5" })],
    ["with data that is none", "ibccallbacks/8", (address) => ({ address, calldata: "xyz" })],
  ];
  for (const [name, code, callback] of refusals) {
    it(`error: SdkError ${code}, a callback ${name}`, () => {
      const { a, alice, send } = calling();
      expect(codeOf(() => send({ src_callback: callback(alice, accountOn(a, "eve")) }))).toBe(code);
      expect(a.bank.balance(alice, "ustake")).toBe(1000n);
    });
  }
});
