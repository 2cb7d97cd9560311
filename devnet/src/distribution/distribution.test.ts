import { describe, expect, it } from "vitest";
import { attributesOf, errorOf, messagesOf } from "../../test/modules/messages.js";
import {
  account,
  genesisValidator,
  operator,
  SmallChain,
  type SmallChainOptions,
} from "../../test/modules/small-chain.js";
import { parseDec } from "../decimal.js";
import { format } from "./dec-coins.js";

const M = 1_000_000n;
const val = operator("val");
const ann = account("ann");
const half = { rate: "0.5", maxRate: "0.5", maxChangeRate: "0" };

function chain(distribution: SmallChainOptions["distribution"] = {}) {
  const on = new SmallChain({
    balances: Object.fromEntries(
      ["ann", "ben", "val", "wal"].map((name) => [account(name), [{ denom: "stake", amount: 1_000n * M }]]),
    ),
    staking: { validators: [genesisValidator("val", 100n * M, { commission: half })] },
    distribution: { communityTax: "0", mint: { perBlock: 10n }, ...distribution },
  });
  on.nextBlock();
  // The first block mints but shares nothing out: without that, every block below shares out the same.
  const collector = on.auth.moduleAddress("fee_collector");
  on.bank.burn(on.ctx(), collector, on.bank.balances(collector));
  const rewards = (who: string) => format(on.distribution.pendingRewards(account(who), val, on.height));
  return { on, rewards, ...messagesOf(on) };
}

describe("DistributionModule.beginBlock", () => {
  it("default", () => {
    const { on, rewards } = chain();
    expect(rewards("val")).toBe("");
    const events = on.nextBlock();
    expect(rewards("val")).toBe("5.000000000000000000stake");
    expect(format(on.distribution.commission(val))).toBe("5.000000000000000000stake");
    expect(format(on.distribution.outstandingRewards(val))).toBe("10.000000000000000000stake");
    expect(attributesOf(events, "rewards")).toEqual([{ amount: "10.000000000000000000stake", validator: val }]);
    expect(attributesOf(events, "commission")).toEqual([{ amount: "5.000000000000000000stake", validator: val }]);
  });

  it("behavior: shares by power, the rest goes to the community", () => {
    const on = new SmallChain({
      balances: Object.fromEntries(
        ["val", "wal", "xal"].map((name) => [account(name), [{ denom: "stake", amount: 9n * M }]]),
      ),
      staking: { validators: ["val", "wal", "xal"].map((name) => genesisValidator(name, M)) },
      distribution: { mint: { perBlock: 100n }, communityTax: "0.02", communityPool: "distribution" },
    });
    on.nextBlock();
    on.nextBlock();
    expect(format(on.distribution.outstandingRewards(val))).toBe("65.333333333333333268stake");
    expect(format(on.distribution.communityPool())).toBe("4.000000000000000196stake");
  });

  it("behavior: fees are shared with what is minted", () => {
    const { on, rewards } = chain();
    on.bank.send(on.ctx(), ann, on.auth.moduleAddress("fee_collector"), [{ denom: "stake", amount: 90n }]);
    on.nextBlock();
    expect(rewards("val")).toBe("50.000000000000000000stake");
  });

  it("behavior: votes count three blocks later, for validators that come and that go", () => {
    const { on } = chain();
    on.staking.jail(on.ctx(), val);
    const paid = () => attributesOf(on.nextBlock(), "rewards").length;
    expect([paid(), paid(), paid(), paid()]).toEqual([1, 1, 0, 0]);
    on.deliver(account("val"), "/cosmos.slashing.v1beta1.MsgUnjail", { validatorAddr: val });
    expect([paid(), paid(), paid(), paid()]).toEqual([0, 0, 1, 1]);
  });

  it("behavior: x/protocolpool takes the community's whole tokens, where the chain has it", () => {
    const { on } = chain({ communityTax: "0.25" });
    on.nextBlock();
    expect(format(on.distribution.communityPool())).toBe("0.500000000000000000stake");
    on.nextBlock();
    expect(format(on.distribution.communityPool())).toBe("");
    expect(on.bank.balance(on.auth.moduleAddress("protocolpool"), "stake")).toBe(5n);
  });
});

describe("DistributionModule.pendingRewards", () => {
  it("behavior: a delegation earns by its part, from the block after it began", () => {
    const { on, rewards, delegate } = chain();
    delegate("ann", "val", 100n * M);
    expect(rewards("ann")).toBe("");
    on.nextBlock();
    expect([rewards("ann"), rewards("val")]).toEqual(["2.500000000000000000stake", "2.500000000000000000stake"]);
  });

  it("behavior: after a slash all of it still goes to those who stay", () => {
    const { on, rewards } = chain();
    on.nextBlock();
    on.staking.slash(on.ctx(), val, "0.5");
    on.nextBlock();
    expect(rewards("val")).toBe("10.000000000000000000stake");
    on.staking.slash(on.ctx(), val, "0.2");
    on.nextBlock();
    expect(rewards("val")).toBe("15.000000000000000000stake");
  });

  it("behavior: two slashes in one block, and a delegation between them", () => {
    const { on, rewards, delegate } = chain();
    on.nextBlock();
    on.staking.slash(on.ctx(), val, "0.5");
    delegate("ann", "val", 40n * M);
    on.staking.slash(on.ctx(), val, "0.5");
    expect([on.staking.delegation(account("val"), val), on.staking.delegation(ann, val)]).toEqual([25n * M, 20n * M]);
    on.nextBlock();
    expect([rewards("val"), rewards("ann")]).toEqual(["7.777777777775000000stake", "2.222222222220000000stake"]);
  });

  it("error: SdkError", () => {
    const { on } = chain();
    expect(errorOf(() => on.distribution.pendingRewards(ann, val, on.height))).toMatchObject({
      codespace: "staking",
      code: 19,
    });
  });
});

describe("MsgWithdrawDelegatorReward", () => {
  it("default", () => {
    const { on, withdraw, delegate } = chain({ communityPool: "distribution" });
    delegate("ann", "val", 200n * M);
    on.nextBlock();
    const before = on.bank.balance(ann, "stake");
    const { events, result } = withdraw("ann", "val");
    expect(on.bank.balance(ann, "stake") - before).toBe(3n);
    expect(format(on.distribution.communityPool())).toBe("0.333333333200000000stake");
    expect(attributesOf(events, "withdraw_rewards")).toEqual([{ amount: "3stake", validator: val, delegator: ann }]);
    expect(events.map(({ type }) => type)).toEqual([
      "coin_spent",
      "coin_received",
      "transfer",
      "message",
      "withdraw_rewards",
    ]);
    expect(result.response).toEqual({ amount: [{ denom: "stake", amount: "3" }] });
  });

  it("behavior: nothing is reported as zero of the SDK's default denom", () => {
    const { delegate, withdraw } = chain();
    delegate("ann", "val", 1n);
    const { events } = withdraw("ann", "val");
    expect(attributesOf(events, "withdraw_rewards")[0]?.amount).toBe("0stake");
    expect(events).toHaveLength(1);
  });

  it("behavior: delegate, undelegate and redelegate pay by themselves", () => {
    for (const act of ["delegate", "undelegate"] as const) {
      const { on, ...messages } = chain();
      messages.delegate("ann", "val", 100n * M);
      on.nextBlock();
      on.nextBlock();
      const { events } = messages[act]("ann", "val", 10n * M);
      expect(attributesOf(events, "withdraw_rewards")).toEqual([{ amount: "5stake", validator: val, delegator: ann }]);
    }
  });

  it("behavior: goes to the address that was set", () => {
    const { on, delegate, setWithdrawAddress, withdraw } = chain();
    const before = on.bank.balance(account("ben"), "stake");
    delegate("ann", "val", 100n * M);
    on.nextBlock();
    on.nextBlock();
    setWithdrawAddress("ann", account("ben"));
    withdraw("ann", "val");
    expect(on.bank.balance(account("ben"), "stake") - before).toBe(5n);
  });

  it("error: SdkError", () => {
    const { withdraw } = chain();
    expect(errorOf(() => withdraw("ann", "val"))).toMatchObject({
      codespace: "staking",
      code: 19,
      message: "no delegation for (address, validator) tuple",
    });
    expect(errorOf(() => withdraw("ann", "none"))).toMatchObject({ codespace: "staking", code: 3 });
  });
});

describe("MsgWithdrawValidatorCommission", () => {
  it("default", () => {
    const { on, withdrawCommission } = chain({ mint: { perBlock: 11n } });
    on.nextBlock();
    const { result } = withdrawCommission("val");
    expect(result.response).toEqual({ amount: [{ denom: "stake", amount: "5" }] });
    expect(format(on.distribution.commission(val))).toBe("0.500000000000000000stake");
  });

  it("error: SdkError", () => {
    const { withdrawCommission } = chain();
    expect(errorOf(() => withdrawCommission("val"))).toMatchObject({ codespace: "distribution", code: 7 });
  });
});

describe("MsgSetWithdrawAddress", () => {
  it("error: SdkError", () => {
    const { on, setWithdrawAddress } = chain();
    const blocked = on.auth.moduleAddress("mint");
    expect(errorOf(() => setWithdrawAddress("ann", blocked))).toMatchObject({
      codespace: "sdk",
      code: 4,
      message: `${blocked} is not allowed to receive external funds: unauthorized`,
    });
  });
});

describe("MsgFundCommunityPool", () => {
  it("default", () => {
    const { on, fundPool } = chain({ communityPool: "distribution" });
    fundPool("ann", 7n);
    expect(format(on.distribution.communityPool())).toBe("7.000000000000000000stake");
  });

  it("behavior: x/protocolpool has its own", () => {
    const { on } = chain();
    const value = { depositor: ann, amount: [{ denom: "stake", amount: "7" }] };
    on.deliver(ann, "/cosmos.protocolpool.v1.MsgFundCommunityPool", value);
    expect(on.bank.balance(on.auth.moduleAddress("protocolpool"), "stake")).toBe(7n);
  });

  it("error: SdkError", () => {
    const { fundPool } = chain();
    expect(errorOf(() => fundPool("ann", 7n))).toMatchObject({ codespace: "sdk", code: 18 });
  });
});

describe("a validator without shares", () => {
  it("behavior: is forgotten once unbonded, its commission paid", () => {
    const { on, undelegate } = chain({ communityPool: "distribution" });
    on.nextBlock();
    undelegate("val", "val", 100n * M);
    for (const seconds of [5n, 21n * 86_400n, 5n]) on.nextBlock(seconds);
    expect(on.staking.validator(val)).toBeUndefined();
    expect(on.distribution.totalOutstanding()).toEqual([]);
    const held = on.bank.balance(on.auth.moduleAddress("distribution"), "stake");
    expect(on.distribution.communityPool()).toEqual([{ denom: "stake", amount: parseDec(`${held}`) }]);
  });
});

describe("contract queries", () => {
  it("default", () => {
    const { on, delegate } = chain();
    delegate("ann", "val", 100n * M);
    on.nextBlock();
    const pair = { delegator_address: ann, validator_address: val };
    const rewards = [{ denom: "stake", amount: "2.500000000000000000" }];
    expect(on.query({ distribution: { delegation_rewards: pair } })).toEqual({ rewards });
    expect(on.query({ distribution: { delegation_total_rewards: { delegator_address: ann } } })).toEqual({
      rewards: [{ validator_address: val, reward: rewards }],
      total: rewards,
    });
    expect(on.query({ distribution: { delegator_validators: { delegator_address: ann } } })).toEqual({
      validators: [val],
    });
    expect(on.query({ distribution: { delegator_withdraw_address: { delegator_address: ann } } })).toEqual({
      withdraw_address: ann,
    });
    expect(on.query({ staking: { delegation: { delegator: ann, validator: val } } })).toEqual({
      delegation: {
        delegator: ann,
        validator: val,
        amount: { denom: "stake", amount: "100000000" },
        accumulated_rewards: [{ denom: "stake", amount: "2" }],
        can_redelegate: { denom: "stake", amount: "100000000" },
      },
    });
  });

  it("behavior: they write nothing", () => {
    const { on } = chain();
    on.nextBlock();
    const before = on.stateHash();
    on.query({ distribution: { delegation_total_rewards: { delegator_address: account("val") } } });
    on.query({ staking: { delegation: { delegator: account("val"), validator: val } } });
    expect(on.stateHash()).toBe(before);
  });

  it("behavior: staking answers of validators and delegations", () => {
    const { on, delegate } = chain();
    const described = {
      address: val,
      commission: "0.500000000000000000",
      max_commission: "0.500000000000000000",
      max_change_rate: "0.000000000000000000",
    };
    expect(on.query({ staking: { bonded_denom: {} } })).toEqual({ denom: "stake" });
    expect(on.query({ staking: { validator: { address: val } } })).toEqual({ validator: described });
    expect(on.query({ staking: { validator: { address: operator("none") } } })).toEqual({ validator: null });
    expect(on.query({ staking: { delegation: { delegator: ann, validator: val } } })).toEqual({});
    delegate("ann", "val", 5n);
    expect(on.query({ staking: { all_delegations: { delegator: ann } } })).toEqual({
      delegations: [{ delegator: ann, validator: val, amount: { denom: "stake", amount: "5" } }],
    });
    expect(on.query({ staking: { all_validators: {} } })).toEqual({ validators: [described] });
    on.staking.jail(on.ctx(), val);
    on.nextBlock();
    expect(on.query({ staking: { all_validators: {} } })).toEqual({ validators: [] });
  });
});
