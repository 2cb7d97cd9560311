import { describe, expect, it } from "vitest";
import { JUNO, OSMO, ScriptedClient } from "../core/testing.js";
import { DecodeError, InvalidAddressError } from "../errors/index.js";
import { Decimal } from "../math/decimal.js";
import { createStakingClient, type StakingClient } from "./client.js";
import { queryMsg } from "./schema.js";

const contract = JUNO.staking;
const { consumer, validator } = JUNO;

interface Case {
  readonly name: string;
  readonly ask: (staking: StakingClient) => Promise<unknown>;
  readonly msg: unknown;
  readonly answer: unknown;
  readonly read: unknown;
}

const CASES: readonly Case[] = [
  {
    name: "getConfig",
    ask: (staking) => staking.getConfig(),
    msg: { config: {} },
    answer: { admin: JUNO.carol, denom: "ujuno", rewards_denom: null, unbonding_time: 60 },
    read: { admin: JUNO.carol, denom: "ujuno", rewardsDenom: undefined, unbondingTime: 60 },
  },
  {
    name: "getDelegations",
    ask: (staking) => staking.getDelegations({ consumer }),
    msg: { all_delegations: { consumer } },
    answer: [{ validator, delegation: "70" }],
    read: [{ validator, amount: 70n }],
  },
  {
    name: "getConsumer",
    ask: (staking) => staking.getConsumer({ consumer }),
    msg: { consumer: { address: consumer } },
    answer: {
      available_funds: "5000",
      total_staked: "70",
      rewards: { pending: "1.5", paid_rewards_per_token: "0.25" },
      unbonding: "3",
    },
    read: {
      availableFunds: 5000n,
      totalStaked: 70n,
      unbonding: 3n,
      pendingRewards: Decimal.parse("1.5"),
      paidRewardsPerToken: Decimal.parse("0.25"),
    },
  },
  {
    name: "getDelegation",
    ask: (staking) => staking.getDelegation({ consumer, validator }),
    msg: { delegation: { consumer, validator } },
    answer: "70",
    read: 70n,
  },
  {
    name: "getPendingRewards",
    ask: (staking) => staking.getPendingRewards({ consumer, validator }),
    msg: { pending_rewards: { consumer, validator } },
    answer: { denom: null, amount: "0" },
    read: { denom: undefined, amount: 0n },
  },
  {
    name: "listConsumers",
    ask: (staking) => staking.listConsumers({ startAfter: consumer, limit: 3 }),
    msg: { consumers: { start: consumer, limit: 3 } },
    answer: [consumer],
    read: [consumer],
  },
  {
    name: "listValidators",
    ask: (staking) => staking.listValidators({ consumer }),
    msg: { all_validators: { consumer } },
    answer: [validator],
    read: [validator],
  },
];

function staking(answer: unknown) {
  const client = new ScriptedClient({ answer: () => answer });
  return { client, staking: createStakingClient({ client, contract, sender: JUNO.carol }) };
}

describe.each(CASES)("$name", ({ ask, msg, answer, read }) => {
  it("default", async () => {
    const { client, staking: it } = staking(answer);
    expect(await ask(it)).toEqual(read);
    expect(client.queries).toEqual([{ address: contract, msg }]);
    expect(queryMsg.safeParse(msg).success).toBe(true);
  });

  it("error: DecodeError where the answer is of another type", async () => {
    for (const bad of [null, 7, "x", { balance: {} }, [7]]) {
      await expect(ask(staking(bad).staking), JSON.stringify(bad)).rejects.toThrow(DecodeError);
    }
  });
});

describe("queries", () => {
  it("error: InvalidAddressError before anything is asked", async () => {
    const { client, staking: it } = staking([]);
    const foreign = OSMO.provider;
    await expect(it.getDelegations({ consumer: foreign })).rejects.toThrow(InvalidAddressError);
    await expect(it.getConsumer({ consumer: foreign })).rejects.toThrow(InvalidAddressError);
    await expect(it.getDelegation({ consumer, validator: consumer })).rejects.toThrow(InvalidAddressError);
    await expect(it.getPendingRewards({ consumer: "", validator })).rejects.toThrow(InvalidAddressError);
    await expect(it.listValidators({ consumer: validator })).rejects.toThrow(InvalidAddressError);
    expect(client.queries).toEqual([]);
  });
});

describe("iterators", () => {
  it("default", async () => {
    const { staking: it } = staking([consumer, validator]);
    const seen: string[] = [];
    for await (const each of it.iterateConsumers()) seen.push(each);
    for await (const each of it.iterateValidators({ consumer })) seen.push(each);
    expect(seen).toEqual([consumer, validator, consumer, validator]);
  });
});

describe("createStakingClient", () => {
  it("behavior: every message goes out with contract and sender", async () => {
    const { client, staking: it } = staking({});
    await it.withdrawDelegatorReward({ validator });
    await it.withdrawToConsumer({ consumer, validator });
    await it.addConsumer({ consumer, funds: { denom: "ujuno", amount: 5n } });
    await it.removeConsumer({ consumer });
    expect(client.sent).toHaveLength(4);
    for (const { messages } of client.sent) {
      expect(messages).toMatchObject([{ value: { contract, sender: JUNO.carol } }]);
    }
  });
});
