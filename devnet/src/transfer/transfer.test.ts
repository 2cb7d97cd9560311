import { utf8ToBytes } from "@noble/hashes/utils.js";
import { describe, expect, it } from "vitest";
import { codeOf, type TestChain } from "../ibc/test-network.js";
import { escrowAddress, ibcDenom } from "./denom.js";
import { accountOn, attributesOf, transferring } from "./test-transfers.js";

const token = (amount: bigint, denom = "ustake") => ({ denom, amount });

function pair() {
  const network = transferring("alpha-1", "beta-1");
  const [a, b] = network.chains;
  const [link] = network.links;
  if (a === undefined || b === undefined || link === undefined) throw new RangeError("two chains");
  const voucher = ibcDenom(`transfer/${link.b.channelId}/ustake`);
  return { ...network, a, b, link, voucher, bob: accountOn(b, "bob"), alice: accountOn(a, "alice") };
}

const escrow = (chain: TestChain, channelId = "channel-0") => escrowAddress(chain.prefix, "transfer", channelId);

/** Every event of the chain's last block. */
const lastEvents = (chain: TestChain) =>
  chain.blockAt(chain.block.height)?.transactions.flatMap(({ events }) => events) ?? [];

describe("MsgTransfer", () => {
  it("default", () => {
    const { a, b, link, transfer, relayer, voucher, bob, alice } = pair();
    const events = transfer(link.a, { receiver: bob, token: token(100n), memo: "for bob" });
    expect(events.slice(-2)).toEqual([
      {
        type: "ibc_transfer",
        attributes: Object.entries({
          sender: alice,
          receiver: bob,
          denom: "ustake",
          amount: "100",
          memo: "for bob",
        }).map(([key, value]) => ({ key, value })),
      },
      { type: "message", attributes: [{ key: "module", value: "transfer" }] },
    ]);
    const data = `{"denom":"ustake","amount":"100","sender":"${alice}","receiver":"${bob}","memo":"for bob"}`;
    const [sent] = a.ibc.store.sentPackets();
    expect(sent?.packet.data).toEqual(utf8ToBytes(data));
    expect(a.bank.balance(escrow(a), "ustake")).toBe(100n);

    relayer.step();
    expect(b.bank.balance(bob, voucher)).toBe(100n);
    const received = lastEvents(b);
    expect(attributesOf(received, "denomination")).toMatchObject({
      denom_hash: voucher.slice(4),
      denom: '{"base":"ustake","trace":[{"port_id":"transfer","channel_id":"channel-0"}]}',
    });
    expect(attributesOf(received, "fungible_token_packet")).toMatchObject({ receiver: bob, success: "true" });
    expect(attributesOf(received, "write_acknowledgement").packet_ack_hex).toBe(
      Array.from(utf8ToBytes('{"result":"AQ=="}'), (byte) => byte.toString(16)).join(""),
    );

    relayer.relay();
    expect(attributesOf(lastEvents(a), "fungible_token_packet")).toMatchObject({
      amount: "100",
      acknowledgement: 'result:"\\001" ',
    });
    expect(a.bank.balance(escrow(a), "ustake")).toBe(100n);
  });

  it("behavior: a token that goes back is burned there and released here", () => {
    const { a, b, link, transfer, relayer, voucher, alice } = pair();
    transfer(link.a, { receiver: accountOn(b, "alice"), token: token(100n) });
    relayer.relay();
    transfer(link.b, { receiver: alice, token: token(40n, voucher) });
    expect(b.bank.supply(voucher)).toBe(60n);
    relayer.relay();
    expect(a.bank.balance(alice, "ustake")).toBe(940n);
    expect(a.bank.balance(escrow(a), "ustake")).toBe(60n);
  });

  it("behavior: every hop leaves its trace, and the way back takes it off", () => {
    const network = transferring("alpha-1", "beta-1", "gamma-1");
    const [a, b, c] = network.chains;
    const [first, second] = network.links;
    if (a === undefined || b === undefined || c === undefined || first === undefined || second === undefined) {
      throw new RangeError("three chains");
    }
    network.transfer(first.a, { receiver: accountOn(b, "alice"), token: token(10n) });
    network.relayer.relay();
    const onB = ibcDenom("transfer/channel-0/ustake");
    network.transfer(second.a, { receiver: accountOn(c, "alice"), token: token(10n, onB) });
    network.relayer.relay();
    const onC = ibcDenom("transfer/channel-0/transfer/channel-0/ustake");
    expect(c.bank.balance(accountOn(c, "alice"), onC)).toBe(10n);
    expect(b.bank.balance(escrow(b, "channel-1"), onB)).toBe(10n);
    network.transfer(second.b, { receiver: accountOn(b, "alice"), token: token(10n, onC) });
    network.relayer.relay();
    network.transfer(first.b, { receiver: accountOn(a, "alice"), token: token(10n, onB) });
    network.relayer.relay();
    expect(a.bank.balance(accountOn(a, "alice"), "ustake")).toBe(1000n);
    expect([b.bank.supply(onB), c.bank.supply(onC)]).toEqual([0n, 0n]);
  });

  it("behavior: the largest amount stands for all there is", () => {
    const { a, link, transfer, bob, alice } = pair();
    transfer(link.a, { receiver: bob, token: token(2n ** 256n - 1n) });
    expect(a.bank.balance(alice, "ustake")).toBe(0n);
    expect(a.bank.balance(escrow(a), "ustake")).toBe(1000n);
    expect(codeOf(() => transfer(link.a, { receiver: bob, token: token(2n ** 256n - 1n) }))).toBe("transfer/5");
  });

  it("behavior: the response holds the sequence as protobuf", () => {
    const { a, link, alice, bob, clock } = pair();
    const message = {
      typeUrl: "/ibc.applications.transfer.v1.MsgTransfer",
      value: {
        sourcePort: "transfer",
        sourceChannel: link.a.channelId,
        token: { denom: "ustake", amount: "1" },
        sender: alice,
        receiver: bob,
        timeoutTimestamp: clock.now + 10n ** 12n,
      },
    };
    const outcome = a.deliver({ signer: alice, messages: Array.from({ length: 130 }, () => message) });
    expect(outcome.responses[0]).toMatchObject({ data: Uint8Array.of(8, 1), fields: { sequence: 1n } });
    expect(outcome.responses[129]?.data).toEqual(Uint8Array.of(8, 0x82, 1));
  });

  it("behavior: signs of HTML are escaped in the packet, as Go does", () => {
    const { a, link, transfer, bob } = pair();
    transfer(link.a, { receiver: bob, token: token(1n), memo: "<a&b>" });
    const [sent] = a.ibc.store.sentPackets();
    expect(new TextDecoder().decode(sent?.packet.data)).toContain('"memo":"\\u003ca\\u0026b\\u003e"');
  });

  const refusals: readonly (readonly [string, string, (on: ReturnType<typeof pair>) => unknown])[] = [
    [
      "more than there is",
      "sdk/5",
      ({ transfer, link, bob }) => transfer(link.a, { receiver: bob, token: token(1001n) }),
    ],
    ["nothing", "ibc/6", ({ transfer, link, bob }) => transfer(link.a, { receiver: bob, token: token(0n) })],
    [
      "no denom",
      "ibc/6",
      ({ transfer, link, bob }) => transfer(link.a, { receiver: bob, token: token(1n, "ibc/notahash") }),
    ],
    [
      "a voucher nobody knows",
      "transfer/6",
      ({ transfer, link, bob }) => transfer(link.a, { receiver: bob, token: token(1n, `ibc/${"0".repeat(64)}`) }),
    ],
    ["no receiver", "ibc/5", ({ transfer, link }) => transfer(link.a, { receiver: " ", token: token(1n) })],
    [
      "a receiver without end",
      "ibc/5",
      ({ transfer, link }) => transfer(link.a, { receiver: "x".repeat(2049), token: token(1n) }),
    ],
    [
      "a memo without end",
      "transfer/11",
      ({ transfer, link, bob }) => transfer(link.a, { receiver: bob, token: token(1n), memo: "x".repeat(32_769) }),
    ],
    [
      "an unknown channel",
      "clientv2/35",
      ({ transfer, link, bob }) => transfer({ ...link.a, channelId: "channel-7" }, { receiver: bob, token: token(1n) }),
    ],
    [
      "a life that is over",
      "channel/40",
      ({ transfer, link, bob }) => transfer(link.a, { receiver: bob, token: token(1n), seconds: -1000n }),
    ],
  ];
  for (const [name, code, body] of refusals) {
    it(`error: SdkError ${code}, ${name}`, () => {
      const network = pair();
      expect(codeOf(() => body(network))).toBe(code);
      expect(network.a.bank.balance(network.alice, "ustake")).toBe(1000n);
      expect(network.a.bank.balance(escrow(network.a), "ustake")).toBe(0n);
    });
  }

  it("error: SdkError sdk/4, somebody else's tokens", () => {
    const { a, alice, bob } = pair();
    const value = { sourcePort: "transfer", sourceChannel: "channel-0", token: { denom: "ustake", amount: "1" } };
    const message = { ...value, sender: alice, receiver: bob, timeoutTimestamp: 2n ** 63n };
    expect(codeOf(() => a.send("/ibc.applications.transfer.v1.MsgTransfer", message, accountOn(a, "eve")))).toBe(
      "sdk/4",
    );
  });
});

describe("refunds", () => {
  const failures: readonly (readonly [string, string, (chain: TestChain) => string])[] = [
    ["a receiver of another chain", "ABCI code: 5", () => "osmo1a53udazy8ayufvy0s434pfwjcedzqv347h34au"],
    ["a receiver that is no address", "ABCI code: 5", () => "nobody"],
    ["a module's account", "ABCI code: 2", (chain) => chain.auth.moduleAddress("distribution")],
  ];
  for (const [name, code, receiver] of failures) {
    it(`default, ${name}`, () => {
      const { a, b, link, transfer, relayer, voucher, alice } = pair();
      transfer(link.a, { receiver: receiver(b), token: token(100n) });
      relayer.step();
      const ack = new TextDecoder().decode(b.ibc.store.acknowledgement("transfer", "channel-0", 1n));
      expect(ack).toBe(`{"error":"${code}: error handling packet: see events for details"}`);
      expect(attributesOf(lastEvents(b), "ibccallbackerror-fungible_token_packet")).toMatchObject({
        "ibccallbackerror-success": "false",
      });
      relayer.relay();
      expect(a.bank.balance(alice, "ustake")).toBe(1000n);
      expect(b.bank.supply(voucher)).toBe(0n);
      expect(lastEvents(a).filter(({ type }) => type === "fungible_token_packet")).toHaveLength(2);
    });
  }

  it("behavior: a packet that nobody can read is refused by an ack", () => {
    const { a, b, link, relayer, clock } = pair();
    const timeout = { timestamp: clock.now + 10n ** 12n };
    a.do((ctx) =>
      a.ibc.sendPacket(ctx, { portId: "transfer", channelId: link.a.channelId }, utf8ToBytes("?"), timeout),
    );
    relayer.step();
    const ack = new TextDecoder().decode(b.ibc.store.acknowledgement("transfer", "channel-0", 1n));
    expect(ack).toBe('{"error":"ABCI code: 12: error handling packet: see events for details"}');
  });

  it("behavior: more than is in escrow is refused by an ack", () => {
    const { a, b, link, transfer, relayer, voucher } = pair();
    transfer(link.a, { receiver: accountOn(b, "alice"), token: token(100n) });
    relayer.relay();
    // As a hostile chain would: vouchers from nowhere.
    b.run((ctx) => b.bank.mint(ctx, accountOn(b, "alice"), [token(50n, voucher)]));
    transfer(link.b, { receiver: accountOn(a, "eve"), token: token(150n, voucher) });
    relayer.relay();
    expect(a.bank.balance(accountOn(a, "eve"), "ustake")).toBe(0n);
    expect(a.bank.balance(escrow(a), "ustake")).toBe(100n);
    expect(b.bank.balance(accountOn(b, "alice"), voucher)).toBe(150n);
  });

  it("behavior: a timeout gives the token back out of escrow", () => {
    const { a, link, transfer, relayer, bob, alice } = pair();
    transfer(link.a, { receiver: bob, token: token(100n), memo: "m" });
    const [pending] = relayer.pending();
    if (pending === undefined) throw new RangeError("no packet");
    expect(relayer.timeOut(pending.id)).toMatchObject({ kind: "timedOut", fresh: true });
    expect(a.bank.balance(alice, "ustake")).toBe(1000n);
    expect(attributesOf(lastEvents(a), "timeout")).toMatchObject({
      receiver: alice,
      refund_tokens: '{"denom":{"base":"ustake","trace":null},"amount":"100"}',
      memo: "m",
    });
  });

  it("behavior: a timeout mints burned vouchers again", () => {
    const { b, link, transfer, relayer, voucher, alice } = pair();
    transfer(link.a, { receiver: accountOn(b, "alice"), token: token(100n) });
    relayer.relay();
    transfer(link.b, { receiver: alice, token: token(100n, voucher) });
    expect(b.bank.supply(voucher)).toBe(0n);
    const [pending] = relayer.pending();
    if (pending === undefined) throw new RangeError("no packet");
    relayer.timeOut(pending.id);
    expect(b.bank.balance(accountOn(b, "alice"), voucher)).toBe(100n);
  });
});
