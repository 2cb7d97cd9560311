import { describe, expect, it } from "vitest";
import { JUNO, OSMO, ScriptedClient } from "../core/testing.js";
import { DecodeError, InvalidAddressError, InvalidArgumentError } from "../errors/index.js";
import { Decimal } from "../math/decimal.js";
import { createProviderClient, type ProviderClient } from "./client.js";
import { queryMsg } from "./schema.js";

const contract = OSMO.provider;
const account = OSMO.alice;
const { validator } = JUNO;
const CHANNEL = {
  channel_id: "channel-0",
  port_id: `wasm.${contract}`,
  counterparty_channel_id: "channel-1",
  counterparty_port_id: `wasm.${JUNO.consumer}`,
};
const BOUND = {
  channelId: "channel-0",
  portId: `wasm.${contract}`,
  counterpartyChannelId: "channel-1",
  counterpartyPortId: `wasm.${JUNO.consumer}`,
};
const CONFIG = {
  consumer: { connection_id: "connection-0" },
  slasher: null,
  lockup: OSMO.lockup,
  unbonding_period: 60,
  rewards_ibc_denom: "ibc/AB",
  packet_lifetime: 3600,
  answer_grace: 0,
  admin: null,
  max_reported_slash: "0.1",
};
const VALIDATOR = { address: validator, tokens: "700", status: "active", multiplier: "0.9" };
const VALIDATOR_READ = { address: validator, tokens: 700n, status: "active", multiplier: Decimal.parse("0.9") };

interface Case {
  readonly name: string;
  readonly ask: (provider: ProviderClient) => Promise<unknown>;
  readonly msg: unknown;
  readonly answer: unknown;
  readonly read: unknown;
}

const CASES: readonly Case[] = [
  {
    name: "getConfig",
    ask: (provider) => provider.getConfig(),
    msg: { config: {} },
    answer: CONFIG,
    read: {
      consumer: { connectionId: "connection-0", portId: undefined },
      slasher: undefined,
      lockup: OSMO.lockup,
      unbondingPeriod: 60,
      rewardsDenom: "ibc/AB",
      packetLifetime: 3600,
      answerGrace: 0,
      admin: undefined,
      maxReportedSlash: Decimal.parse("0.1"),
    },
  },
  {
    name: "getAccount",
    ask: (provider) => provider.getAccount({ account }),
    msg: { account: { address: account } },
    answer: { staked: [{ validator, tokens: "700", slashed: "0" }] },
    read: [{ validator, tokens: 700n, slashed: 0n }],
  },
  {
    name: "getValidator",
    ask: (provider) => provider.getValidator({ validator }),
    msg: { validator: { address: validator } },
    answer: VALIDATOR,
    read: VALIDATOR_READ,
  },
  {
    name: "listValidators",
    ask: (provider) => provider.listValidators({ startAfter: validator, limit: 100 }),
    msg: { list_validators: { start_after: validator, limit: 100 } },
    answer: { validators: [VALIDATOR] },
    read: [VALIDATOR_READ],
  },
  {
    name: "getPendingRewards",
    ask: (provider) => provider.getPendingRewards({ account, validator }),
    msg: { pending_rewards: { address: account, validator } },
    answer: { denom: "ibc/AB", amount: "12" },
    read: { denom: "ibc/AB", amount: 12n },
  },
  {
    name: "listUnbonding",
    ask: (provider) => provider.listUnbonding({ account, startAfter: 0, limit: 1 }),
    msg: { unbonding: { address: account, start_after: 0, limit: 1 } },
    answer: { entries: [{ id: 1, validator, tokens: "5", slashed: "1", opened_at: 10, release_at: 70 }] },
    read: [{ id: 1, validator, tokens: 5n, slashed: 1n, openedAt: 10, releaseAt: 70 }],
  },
  {
    name: "listInFlight",
    ask: (provider) => provider.listInFlight({ account }),
    msg: { in_flight: { address: account } },
    answer: { entries: [{ id: 1, channel_id: "channel-0", sequence: 9, validator, amount: "5", timeout_at: 70 }] },
    read: [{ id: 1, channelId: "channel-0", sequence: 9n, validator, amount: 5n, timeoutAt: 70 }],
  },
  {
    name: "getPendingCut",
    ask: (provider) => provider.getPendingCut({ account }),
    msg: { pending_cut: { address: account } },
    answer: { cut: "1", base: "2", number: 3, queued_release: "4", queued_slash: "5" },
    read: { cut: 1n, base: 2n, number: 3, queuedRelease: 4n, queuedSlash: 5n },
  },
  {
    name: "getChannel",
    ask: (provider) => provider.getChannel(),
    msg: { channel: {} },
    answer: { channel: CHANNEL, counterparty: { connection_id: "connection-0", port_id: "wasm.x" }, syncing: false },
    read: { channel: BOUND, counterparty: { connectionId: "connection-0", portId: "wasm.x" }, syncing: false },
  },
  {
    name: "listDelegators",
    ask: (provider) => provider.listDelegators({ validator, startAfter: account }),
    msg: { delegators: { validator, start_after: account } },
    answer: { delegators: [{ address: account, tokens: "5", slashed: "1" }] },
    read: [{ address: account, tokens: 5n, slashed: 1n }],
  },
  {
    name: "getRemote",
    ask: (provider) => provider.getRemote({ validator }),
    msg: { remote: { validator } },
    answer: {
      known: "1",
      target: "2",
      stakes_pending: "3",
      resent_pending: "6",
      unstakes_pending: "4",
      packets_pending: 5,
    },
    read: { known: 1n, target: 2n, stakesPending: 3n, resentPending: 6n, unstakesPending: 4n, packetsPending: 5 },
  },
  {
    name: "getRewards",
    ask: (provider) => provider.getRewards(),
    msg: { rewards: {} },
    answer: { denom: "ibc/AB", announced: "1", announcements: 2, credited: "3", unallocated: "4" },
    read: { denom: "ibc/AB", announced: 1n, announcements: 2, credited: 3n, unallocated: 4n },
  },
  {
    name: "listSlashers",
    ask: (provider) => provider.listSlashers(),
    msg: { slashers: {} },
    answer: { slashers: [{ address: OSMO.slasher, max_percentage: "0.05" }, { address: OSMO.bob }] },
    read: [
      { address: OSMO.slasher, maxRatio: Decimal.parse("0.05") },
      { address: OSMO.bob, maxRatio: undefined },
    ],
  },
];

function provider(answer: unknown) {
  const client = new ScriptedClient({ answer: () => answer });
  return { client, provider: createProviderClient({ client, contract, sender: account }) };
}

describe.each(CASES)("$name", ({ ask, msg, answer, read }) => {
  it("default", async () => {
    const { client, provider: it } = provider(answer);
    expect(await ask(it)).toEqual(read);
    expect(client.queries).toEqual([{ address: contract, msg }]);
    expect(queryMsg.safeParse(msg).success).toBe(true);
  });

  it("error: DecodeError where a field is missing or of another type", async () => {
    for (const bad of [null, 7, "Active", [], {}]) {
      await expect(ask(provider(bad).provider), JSON.stringify(bad)).rejects.toThrow(DecodeError);
    }
  });
});

describe("getValidator", () => {
  it("error: DecodeError for a status or a multiplier that is none", async () => {
    for (const bad of [
      { status: "Active" },
      { status: 1 },
      { multiplier: 1 },
      { multiplier: "1,0" },
      { multiplier: "1." },
    ]) {
      const asked = provider({ ...VALIDATOR, ...bad }).provider.getValidator({ validator });
      await expect(asked, JSON.stringify(bad)).rejects.toThrow(DecodeError);
    }
  });
});

describe("listInFlight", () => {
  it("error: DecodeError for numbers that a double can't hold", async () => {
    const entry = { id: 1, channel_id: "channel-0", sequence: 9, validator, amount: "5", timeout_at: 70 };
    for (const bad of [{ sequence: 2 ** 53 }, { sequence: -1 }, { id: 1.5 }, { timeout_at: "70" }, { id: null }]) {
      const asked = provider({ entries: [{ ...entry, ...bad }] }).provider.listInFlight({ account });
      await expect(asked, JSON.stringify(bad)).rejects.toThrow(DecodeError);
    }
  });
});

describe("queries", () => {
  it("error: InvalidAddressError before anything is asked", async () => {
    const { client, provider: it } = provider({});
    await expect(it.getAccount({ account: JUNO.carol })).rejects.toThrow(InvalidAddressError);
    await expect(it.getPendingCut({ account: validator })).rejects.toThrow(InvalidAddressError);
    await expect(it.getPendingRewards({ account, validator: account })).rejects.toThrow(InvalidAddressError);
    await expect(it.getValidator({ validator: account })).rejects.toThrow(InvalidAddressError);
    await expect(it.getRemote({ validator: "" })).rejects.toThrow(InvalidAddressError);
    await expect(it.listDelegators({ validator: "" })).rejects.toThrow(InvalidAddressError);
    await expect(it.listUnbonding({ account: "" })).rejects.toThrow(InvalidAddressError);
    expect(client.queries).toEqual([]);
  });

  it("error: InvalidArgumentError for a cursor or a limit that is none", async () => {
    const { client, provider: it } = provider({});
    await expect(it.listUnbonding({ account, startAfter: -1 })).rejects.toThrow(InvalidArgumentError);
    await expect(it.listInFlight({ account, startAfter: 0.5 })).rejects.toThrow(InvalidArgumentError);
    await expect(it.listValidators({ limit: 0 })).rejects.toThrow(InvalidArgumentError);
    await expect(it.listValidators({ startAfter: "" })).rejects.toThrow(InvalidArgumentError);
    expect(client.queries).toEqual([]);
  });
});

describe("iterators", () => {
  it("default", async () => {
    const pages = {
      iterateValidators: { validators: [VALIDATOR] },
      iterateUnbonding: { entries: [{ id: 1, validator, tokens: "5", slashed: "1", opened_at: 10, release_at: 70 }] },
      iterateInFlight: {
        entries: [{ id: 1, channel_id: "channel-0", sequence: 9, validator, amount: "5", timeout_at: 70 }],
      },
      iterateDelegators: { delegators: [{ address: account, tokens: "5", slashed: "1" }] },
    };
    const count = async (items: AsyncIterable<unknown>) => {
      let seen = 0;
      for await (const _ of items) seen += 1;
      return seen;
    };
    expect(await count(provider(pages.iterateValidators).provider.iterateValidators())).toBe(1);
    expect(await count(provider(pages.iterateUnbonding).provider.iterateUnbonding({ account }))).toBe(1);
    expect(await count(provider(pages.iterateInFlight).provider.iterateInFlight({ account }))).toBe(1);
    expect(await count(provider(pages.iterateDelegators).provider.iterateDelegators({ validator }))).toBe(1);
  });
});

describe("createProviderClient", () => {
  it("behavior: every message goes out with contract and sender", async () => {
    const { client, provider: it } = provider({});
    await it.unstake({ amount: 1n, validator });
    await it.unbond();
    await it.claimRewards({ validator });
    await it.processSlashes({ validator });
    await it.settle({ owner: OSMO.bob });
    await it.resend();
    await it.credit();
    await it.refreshValidators();
    await it.setCounterparty({ connectionId: "connection-0" });
    await it.unbindChannel();
    await it.addSlasher({ slasher: OSMO.slasher });
    await it.removeSlasher({ slasher: OSMO.slasher });
    await it.sweepUnallocated({ recipient: OSMO.bob });
    expect(client.sent).toHaveLength(13);
    for (const { sender, messages } of client.sent) {
      expect(sender).toBe(account);
      expect(messages).toMatchObject([{ value: { contract, sender: account, funds: [] } }]);
    }
  });
});
