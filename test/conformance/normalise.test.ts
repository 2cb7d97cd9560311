import { describe, expect, test } from "vitest";
import { differences } from "./compare.js";
import { normalise } from "./normalise.js";
import type { Json, PacketTrace, Step, Trace } from "./trace.js";

type Attributes = Readonly<Record<string, string>>;

const event = (type: string, attributes: Attributes) => ({
  type,
  attributes: Object.entries({ ...attributes, msg_index: "0" }).map(([key, value]) => ({ key, value })),
});

const hex = (value: object) => Buffer.from(JSON.stringify(value)).toString("hex");
const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64");

/** Two worlds that did the same under other names: what one of them has, `of` the other. */
const WORLDS = {
  one: {
    alice: "osmo190vqdjtlpcq27xslcveglfmr4ynfwg7ggqt8xp",
    lockup: "osmo1p4wr36cx05cndz4q8qvhapuf2gc6tq5svvjfzyxtnsmgxgc54zysqk4yzw",
    validator: "junovaloper12szfavs0835azettwarswxe4veu2rrdcx89u4r",
    channel: "channel-0",
    peer: "channel-0",
    connection: "connection-0",
    time: "1704067872000000000",
    reward: "729524",
    voucher: "ibc/04F5F501207C3626A2C14BFEF654D51C2E0B8F7CA578AB8ED272A66FE4E48097",
  },
  other: {
    alice: "osmo1fsgzj6t7udv8zhf6zj32mkqhcjcpv52yqtaktx",
    lockup: "osmo1yk8nyk59h5efgv6l75uscwlmqpx02lxrpctxyu7rgjd6h99qm83qu7f684",
    validator: "junovaloper1ndnlv7599d85mj22k8qrfk5fnl3gcpjasp2q98",
    channel: "channel-7",
    peer: "channel-3",
    connection: "connection-2",
    time: "1790000000123456789",
    reward: "31",
    voucher: "ibc/C6469BA9DC791E65B3C1596CD2005941324C00659E2DF90D5E08D86B82E7E08B",
  },
} as const;
type World = { readonly [key in keyof (typeof WORLDS)["one"]]: string };

function trace(world: World, steps: readonly Step[], more: Partial<Trace> = {}): Trace {
  return {
    scenario: "made up",
    chains: [
      { name: "osmosis", chainId: "osmosis-1", prefix: "osmo", bondDenom: "uosmo", validators: [] },
      { name: "juno", chainId: "juno-1", prefix: "juno", bondDenom: "ujuno", validators: [world.validator] },
    ],
    steps: [
      { kind: "account", chain: "osmosis", label: "alice", amount: "1", answer: world.alice },
      { kind: "connect", ends: ["osmosis", "juno"], answer: [world.connection, "connection-0"] },
      ...steps,
    ],
    connections: [
      {
        ends: [
          { chain: "osmosis", id: world.connection },
          { chain: "juno", id: "connection-0" },
        ],
        relayed: [],
      },
    ],
    channels: [
      {
        ends: [
          { chain: "osmosis", id: world.channel, port: "transfer" },
          { chain: "juno", id: world.peer, port: "transfer" },
        ],
        relayed: [],
      },
    ],
    packets: [],
    ...more,
  };
}

const tx = (world: World, events: readonly ReturnType<typeof event>[], msg: object = { bond: {} }): Step => ({
  kind: "tx",
  chain: "osmosis",
  sender: world.alice,
  messages: [
    { typeUrl: "/cosmwasm.wasm.v1.MsgExecuteContract", value: { contract: world.lockup, msg: { json: { ...msg } } } },
  ],
  answer: { code: 0, rawLog: "", events: events as unknown as Json },
});

const query = (message: Json, answer: Json): Step => ({
  kind: "query",
  chain: "osmosis",
  contract: "x",
  message,
  answer,
});

/** What is left of one step's outcome. */
function outcome(world: World, step: Step): Json | undefined {
  return normalise(trace(world, [step]))[2]?.value;
}

const answerOf = (world: World, step: Step) => (outcome(world, step) as { answer: Json }).answer;

describe("normalise", () => {
  const sameInBoth: readonly (readonly [what: string, step: (world: World) => Step])[] = [
    [
      "addresses of accounts, contracts and validators",
      (w) => tx(w, [event("wasm", { owner: w.alice, contract: w.lockup, validator: w.validator })]),
    ],
    ["ports of contracts", (w) => tx(w, [event("wasm", { port: `wasm.${w.lockup}` })])],
    [
      "channels and connections of the world",
      (w) =>
        tx(w, [
          event("send_packet", {
            packet_src_channel: w.channel,
            packet_dst_channel: w.peer,
            packet_connection: w.connection,
          }),
        ]),
    ],
    [
      "times and heights",
      (w) => tx(w, [event("send_packet", { packet_timeout_timestamp: w.time, packet_timeout_height: `1-${w.time}` })]),
    ],
    ["periods in messages", (w) => tx(w, [], { unbonding_period: w.time })],
    ["code ids", (w) => tx(w, [event("instantiate", { code_id: w.reward })])],
    ["bytes of packets", (w) => tx(w, [event("send_packet", { packet_data_hex: hex({ stake: { key: w.alice } }) })])],
    ["bytes in base64", (w) => query({ get: {} }, base64({ owner: w.alice, inner: base64({ owner: w.alice }) }))],
    ["vouchers", (w) => query({ config: {} }, { denom: w.voucher })],
    [
      "rewards that x/distribution paid, wherever they go",
      (w) =>
        tx(w, [
          event("withdraw_rewards", { amount: `${w.reward}ujuno` }),
          event("transfer", { amount: `${w.reward}ujuno` }),
        ]),
    ],
    ["pending rewards", (w) => query({ pending_rewards: {} }, { amount: w.reward })],
    [
      "where in the node's sources an error was made, and its gas",
      (w) => ({
        ...query({}, null),
        thrown: { name: "Error", text: `no [x/keeper.go:${w.reward}] with gas used: '${w.reward}': unknown request` },
      }),
    ],
    [
      "fee events of the ante handlers",
      (w) => tx(w, [{ type: "tx", attributes: [{ key: "fee_payer", value: w.time }] }]),
    ],
    [
      "the order of lists that addresses decide",
      (w) => query({ list: {} }, { claims: w === WORLDS.one ? [1, 2] : [2, 1] }),
    ],
  ];
  test.each(sameInBoth)("behavior: %s are mapped", (_, step) => {
    const [one, other] = [WORLDS.one, WORLDS.other];
    expect(JSON.stringify(step(one))).not.toBe(JSON.stringify(step(other)));
    expect(differences(trace(one, [step(one)]), trace(other, [step(other)]))).toEqual([]);
  });

  const kept: readonly (readonly [what: string, one: Step, other: Step])[] = (() => {
    const w = WORLDS.one;
    return [
      ["the order of events", tx(w, [event("a", {}), event("b", {})]), tx(w, [event("b", {}), event("a", {})])],
      ["the order of attributes", tx(w, [event("a", { x: "1", y: "2" })]), tx(w, [event("a", { y: "2", x: "1" })])],
      [
        "amounts that nobody paid as rewards",
        tx(w, [event("transfer", { amount: "5uosmo" })]),
        tx(w, [event("transfer", { amount: "6uosmo" })]),
      ],
      [
        "whether a reward is nothing",
        query({ pending_rewards: {} }, { amount: "0" }),
        query({ pending_rewards: {} }, { amount: "7" }),
      ],
      [
        "whether there is a timeout",
        tx(w, [event("send_packet", { packet_timeout_height: "0-0" })]),
        tx(w, [event("send_packet", { packet_timeout_height: "1-5" })]),
      ],
      ["who it is", tx(w, [event("wasm", { owner: w.alice })]), tx(w, [event("wasm", { owner: w.lockup })])],
      [
        "channels of others",
        tx(w, [event("wasm", { channel_id: "channel-0" })]),
        tx(w, [event("wasm", { channel_id: "channel-9" })]),
      ],
      [
        "sequences",
        tx(w, [event("send_packet", { packet_sequence: "1" })]),
        tx(w, [event("send_packet", { packet_sequence: "2" })]),
      ],
      [
        "texts of errors",
        { ...query({}, null), thrown: { name: "Error", text: "no" } },
        { ...query({}, null), thrown: { name: "Error", text: "No" } },
      ],
      ["codes", tx(w, []), { ...tx(w, []), answer: { code: 5, rawLog: "", events: [] } }],
    ];
  })();
  test.each(kept)("behavior: %s make a difference", (_, one, other) => {
    expect(differences(trace(WORLDS.one, [one]), trace(WORLDS.one, [other]))).not.toEqual([]);
  });

  test("behavior: a balance is mapped from where a reward has come in, not before", () => {
    const w = WORLDS.one;
    const balance = (answer: string): Step => ({
      kind: "balance",
      chain: "osmosis",
      address: w.alice,
      denom: "uosmo",
      answer,
    });
    const paid = tx(w, [
      event("coin_received", { receiver: w.alice, amount: `${w.reward}uosmo` }),
      event("withdraw_rewards", { amount: `${w.reward}uosmo` }),
    ]);
    const facts = normalise(trace(w, [balance("5"), paid, balance("729529")]));
    expect([facts[2]?.value, facts[4]?.value]).toEqual([{ answer: "5" }, { answer: "<with rewards>" }]);
  });

  test("behavior: slashes of a page are compared as a set", () => {
    const w = WORLDS.one;
    const part = (owner: string) => [event("execute", {}), event("wasm", { action: "slash_claim", owner })];
    const page = (owners: readonly string[]) => tx(w, owners.flatMap(part), { process_slashes: {} });
    const [there, back] = [page([w.alice, w.lockup]), page([w.lockup, w.alice])];
    expect(differences(trace(w, [there]), trace(w, [back]))).toEqual([]);
    expect(differences(trace(w, [there]), trace(w, [page([w.alice, w.alice])]))).not.toEqual([]);
  });

  test("behavior: packets are told by channel and sequence, with the relayer's account", () => {
    const [one, other] = [WORLDS.one, WORLDS.other].map((w, at) => {
      const signer = at === 0 ? w.alice : WORLDS.one.alice;
      const events = [event("message", { action: "/ibc.core.channel.v1.MsgRecvPacket", sender: signer })];
      const packet: PacketTrace = {
        from: "juno",
        port: "transfer",
        channel: w.peer,
        sequence: "1",
        relayed: [{ chain: "osmosis", message: "receive", events }],
      };
      return normalise(trace({ ...w, alice: WORLDS.other.lockup }, [], { packets: [packet] }));
    });
    expect(one).toEqual(other);
    expect(one?.at(-1)?.what).toBe("packet 1 from juno on channel#1: receive on osmosis");
  });

  test("behavior: reads between two writes are told in an order of their own", () => {
    const w = WORLDS.one;
    const [first, second] = [query({ a: {} }, "1"), query({ b: {} }, "2")];
    expect(normalise(trace(w, [second, first]))).toEqual(normalise(trace(w, [first, second])));
    expect(answerOf(w, first)).toBe("1");
  });
});
