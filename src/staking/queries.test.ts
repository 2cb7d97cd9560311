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
    answer: { admin: JUNO.carol, denom: "ujuno", rewards_denom: null, unbonding_time: 60, lockup: null },
    read: { admin: JUNO.carol, denom: "ujuno", rewardsDenom: undefined, unbondingTime: 60, lockup: undefined },
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
      asked: "90",
      max_share: "0.3",
      overflow: "normalize",
      reward_factor: "0.9",
    },
    read: {
      availableFunds: 5000n,
      totalStaked: 70n,
      unbonding: 3n,
      pendingRewards: Decimal.parse("1.5"),
      paidRewardsPerToken: Decimal.parse("0.25"),
      asked: 90n,
      maxShare: Decimal.parse("0.3"),
      overflow: "normalize",
      rewardFactor: Decimal.parse("0.9"),
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
  {
    name: "getLimits",
    ask: (staking) => staking.getLimits(),
    msg: { limits: {} },
    answer: { min_local_share: "0.4", total_power: null },
    read: { minLocalShare: Decimal.parse("0.4"), totalPower: undefined },
  },
  {
    name: "getPower",
    ask: (staking) => staking.getPower(),
    msg: { power: {} },
    answer: {
      total_power: "1000",
      local: "900",
      consumers: [{ consumer, asked: "200", allowed: "100", granted: "110", unbonding: "5", queued: "10" }],
    },
    read: {
      totalPower: 1000n,
      local: 900n,
      consumers: [{ consumer, asked: 200n, allowed: 100n, granted: 110n, unbonding: 5n, queued: 10n }],
    },
  },
  {
    name: "listTargets",
    ask: (staking) => staking.listTargets({ consumer, startAfter: validator, limit: 3 }),
    msg: { targets: { consumer, start_after: validator, limit: 3 } },
    answer: [{ validator, asked: "3", granted: "2", target: "1" }],
    read: [{ validator, asked: 3n, granted: 2n, target: 1n }],
  },
  {
    name: "getLocal",
    ask: (staking) => staking.getLocal({ owner: JUNO.carol }),
    msg: { local: { owner: JUNO.carol } },
    answer: {
      positions: [{ validator, tokens: "70", rewards: "2" }],
      unbonding: [
        { validator, amount: "5", release: 1_700_000_000 },
        { validator, amount: "6", release: null },
      ],
      owed: "1",
    },
    read: {
      positions: [{ validator, tokens: 70n, rewards: 2n }],
      unbonding: [
        { validator, amount: 5n, releaseTime: 1_700_000_000 },
        { validator, amount: 6n, releaseTime: undefined },
      ],
      owed: 1n,
    },
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
    await expect(it.listTargets({ consumer: foreign })).rejects.toThrow(InvalidAddressError);
    await expect(it.getLocal({ owner: foreign })).rejects.toThrow(InvalidAddressError);
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
    const { staking: other } = staking([{ validator, asked: "3", granted: "2", target: "1" }]);
    const targets: bigint[] = [];
    for await (const { target } of other.iterateTargets({ consumer })) targets.push(target);
    expect(targets).toEqual([1n]);
  });
});

describe("createStakingClient", () => {
  it("behavior: every message goes out with contract and sender", async () => {
    const { client, staking: it } = staking({});
    await it.withdrawDelegatorReward({ validator });
    await it.withdrawToConsumer({ consumer, validator });
    await it.addConsumer({ consumer, funds: { denom: "ujuno", amount: 5n } });
    await it.removeConsumer({ consumer });
    await it.updateConsumer({ consumer, maxShare: Decimal.ONE });
    await it.updateLimits({ totalPower: 5n });
    await it.sweep({ denom: "uatom", recipient: consumer });
    await it.rebalance();
    await it.syncSlash({ validator });
    await it.abstain({ proposalId: 1 });
    await it.unstakeLocal({ validator, amount: 1n });
    await it.releaseLocal();
    await it.claimLocalRewards({ validator });
    expect(client.sent).toHaveLength(13);
    for (const { messages } of client.sent) {
      expect(messages).toMatchObject([{ value: { contract, sender: JUNO.carol } }]);
    }
  });
});
