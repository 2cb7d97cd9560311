import { describe, expect, it } from "vitest";
import { JUNO, OSMO, ScriptedClient } from "../core/testing.js";
import { DecodeError } from "../errors/index.js";
import { Decimal } from "../math/decimal.js";
import { type ConsumerClient, createConsumerClient } from "./client.js";
import { queryMsg } from "./schema.js";

const contract = JUNO.consumer;
const { validator } = JUNO;
const portId = `wasm.${OSMO.provider}`;

interface Case {
  readonly name: string;
  readonly ask: (consumer: ConsumerClient) => Promise<unknown>;
  readonly msg: unknown;
  readonly answer: unknown;
  readonly read: unknown;
}

const CASES: readonly Case[] = [
  {
    name: "getConfig",
    ask: (consumer) => consumer.getConfig(),
    msg: { config: {} },
    answer: {
      provider: { port_id: portId, connection_id: "connection-0" },
      remote_to_local_exchange_rate: "0.1",
      meta_staking_contract_address: JUNO.staking,
      ics20_channel: "channel-2",
      packet_lifetime: 3600,
      admin: JUNO.carol,
    },
    read: {
      provider: { portId, connectionId: "connection-0" },
      remoteToLocalExchangeRate: Decimal.parse("0.1"),
      metaStaking: JUNO.staking,
      ics20Channel: "channel-2",
      packetLifetime: 3600,
      admin: JUNO.carol,
    },
  },
  {
    name: "getChannel",
    ask: (consumer) => consumer.getChannel(),
    msg: { channel: {} },
    answer: { channel: null, counterparty: { port_id: portId, connection_id: "connection-0" } },
    read: { channel: undefined, counterparty: { portId, connectionId: "connection-0" } },
  },
  {
    name: "listStakes",
    ask: (consumer) => consumer.listStakes({ startAfter: validator, limit: 3 }),
    msg: { stakes: { start_after: validator, limit: 3 } },
    answer: { stakes: [{ validator, remote: "700", price: "0.1", discount: "0", asked: "70" }] },
    read: [{ validator, remote: 700n, price: Decimal.parse("0.1"), discount: Decimal.ZERO, asked: 70n }],
  },
  {
    name: "getPrice",
    ask: (consumer) => consumer.getPrice(),
    msg: { price: {} },
    answer: {
      rate: "0.1",
      time: 5,
      feed: JUNO.staking,
      discount: "0.2",
      max_age: 60,
      max_jump: "1.5",
      waiting: { rate: "9", time: 7 },
      fresh: true,
    },
    read: {
      rate: Decimal.parse("0.1"),
      time: 5,
      feed: JUNO.staking,
      discount: Decimal.parse("0.2"),
      maxAge: 60,
      maxJump: Decimal.parse("1.5"),
      waiting: { rate: Decimal.parse("9"), time: 7 },
      fresh: true,
    },
  },
  {
    name: "listPendingReports",
    ask: (consumer) => consumer.listPendingReports({ startAfter: validator, limit: 3 }),
    msg: { pending_reports: { start_after: validator, limit: 3 } },
    answer: { reports: [{ validator, waiting: "0.05", sent: [{ channel_id: "channel-1", ratio: "0.1" }] }] },
    read: [
      {
        validator,
        waiting: Decimal.parse("0.05"),
        sent: [{ channelId: "channel-1", ratio: Decimal.parse("0.1") }],
      },
    ],
  },
  {
    name: "listPendingRewards",
    ask: (consumer) => consumer.listPendingRewards(),
    msg: { pending_rewards: {} },
    answer: {
      rewards: [{ validator, denom: "ujuno", to_announce: "1", announcing: "2", to_transfer: "3", transferring: "4" }],
    },
    read: [{ validator, denom: "ujuno", toAnnounce: 1n, announcing: 2n, toTransfer: 3n, transferring: 4n }],
  },
];

function consumer(answer: unknown) {
  const client = new ScriptedClient({ answer: () => answer });
  return { client, consumer: createConsumerClient({ client, contract, sender: JUNO.carol }) };
}

describe.each(CASES)("$name", ({ ask, msg, answer, read }) => {
  it("default", async () => {
    const { client, consumer: it } = consumer(answer);
    expect(await ask(it)).toEqual(read);
    expect(client.queries).toEqual([{ address: contract, msg }]);
    expect(queryMsg.safeParse(msg).success).toBe(true);
  });

  it("error: DecodeError where a field is missing or of another type", async () => {
    for (const bad of [null, 7, "Active", [], {}]) {
      await expect(ask(consumer(bad).consumer), JSON.stringify(bad)).rejects.toThrow(DecodeError);
    }
  });
});

describe("iterators", () => {
  it("default", async () => {
    const stake = { validator, remote: "700", price: "0.1", discount: "0", asked: "70" };
    const rewards = {
      validator,
      denom: "ujuno",
      to_announce: "1",
      announcing: "2",
      to_transfer: "3",
      transferring: "4",
    };
    const reports = [{ validator, waiting: "0.05", sent: [] }];
    const { consumer: it } = consumer({ stakes: [stake], rewards: [rewards], reports });
    const seen: string[] = [];
    for await (const each of it.iterateStakes()) seen.push(each.validator);
    for await (const each of it.iteratePendingRewards()) seen.push(each.validator);
    for await (const each of it.iteratePendingReports()) seen.push(each.validator);
    expect(seen).toEqual([validator, validator, validator]);
  });
});

describe("createConsumerClient", () => {
  it("behavior: every message goes out with contract and sender", async () => {
    const { client, consumer: it } = consumer({});
    await it.claimRewards({ validator });
    await it.syncValidators();
    await it.retryRewards();
    await it.setCounterparty({ connectionId: "connection-0", portId });
    await it.unbindChannel();
    await it.updatePrice();
    await it.setPrice({ price: Decimal.ONE });
    await it.setFeed({});
    await it.rebalance();
    await it.retryReports();
    expect(client.sent).toHaveLength(10);
    for (const { messages } of client.sent) {
      expect(messages).toMatchObject([{ value: { contract, sender: JUNO.carol } }]);
    }
  });
});
