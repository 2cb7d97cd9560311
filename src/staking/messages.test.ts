import { describe, expect, it } from "vitest";
import { fromJsonBytes } from "../core/bytes.js";
import { describeVerb, JUNO, OSMO, REFUSED } from "../core/testing.js";
import {
  InvalidAddressError,
  InvalidAmountError,
  InvalidArgumentError,
  InvalidDenomError,
  InvalidRatioError,
} from "../errors/index.js";
import { Decimal, parseRatio } from "../math/decimal.js";
import { abstain, abstainMsg } from "./abstain.js";
import { addConsumer, addConsumerMsg, addConsumerSudoMsg } from "./addConsumer.js";
import { adjustMsg } from "./adjust.js";
import { claimLocalRewards, claimLocalRewardsMsg } from "./claimLocalRewards.js";
import { claimReducedMsg } from "./claimReduced.js";
import { delegateMsg } from "./delegate.js";
import { initMsg } from "./init.js";
import { rebalance, rebalanceMsg } from "./rebalance.js";
import { receiveClaimMsg } from "./receiveClaim.js";
import { releaseLocal, releaseLocalMsg } from "./releaseLocal.js";
import { removeConsumer, removeConsumerMsg, removeConsumerSudoMsg } from "./removeConsumer.js";
import { executeMsg, instantiateMsg, sudoMsg } from "./schema.js";
import { sweep, sweepMsg, sweepSudoMsg } from "./sweep.js";
import { syncSlash, syncSlashMsg } from "./syncSlash.js";
import { undelegateMsg } from "./undelegate.js";
import { unstakeLocal, unstakeLocalMsg } from "./unstakeLocal.js";
import { updateConsumer, updateConsumerMsg, updateConsumerSudoMsg } from "./updateConsumer.js";
import { updateLimits, updateLimitsMsg, updateLimitsSudoMsg } from "./updateLimits.js";
import { withdrawDelegatorReward, withdrawDelegatorRewardMsg } from "./withdrawDelegatorReward.js";
import { withdrawToConsumer, withdrawToConsumerMsg } from "./withdrawToConsumer.js";

const call = { contract: JUNO.staking, sender: JUNO.carol };
const { consumer, validator, gov } = JUNO;
const schema = executeMsg;
const funds = { denom: "ujuno", amount: 5000n };

describe("initMsg", () => {
  it("default", () => {
    expect(initMsg({})).toEqual({});
  });
  it("behavior: optional fields are sent where they are set", () => {
    const limits = { minLocalShare: parseRatio("0.4"), totalPower: 0n };
    const lockup = JUNO.staking;
    const message = initMsg({ admin: JUNO.carol, unbondingTime: 60, rewardsDenom: "ujuno", limits, lockup });
    expect(message).toEqual({
      admin: JUNO.carol,
      unbonding_time: 60,
      rewards_denom: "ujuno",
      limits: { min_local_share: "0.4", total_power: "0" },
      lockup,
    });
    expect(instantiateMsg.safeParse(message).success).toBe(true);
  });
  it("error: InvalidAddressError", () => {
    expect(() => initMsg({ admin: validator })).toThrow(InvalidAddressError);
    expect(() => initMsg({ lockup: validator })).toThrow(InvalidAddressError);
    expect(() => initMsg({ admin: JUNO.carol, lockup: OSMO.lockup })).toThrow(InvalidAddressError);
  });
  it("error: InvalidRatioError and InvalidAmountError", () => {
    expect(() => initMsg({ limits: { minLocalShare: Decimal.parse("40") } })).toThrow(InvalidRatioError);
    expect(() => initMsg({ limits: { totalPower: -1n } })).toThrow(InvalidAmountError);
  });
  it("error: InvalidArgumentError", () => {
    expect(() => initMsg({ unbondingTime: 0 })).toThrow(InvalidArgumentError);
  });
  it("error: InvalidDenomError", () => {
    expect(() => initMsg({ rewardsDenom: "" })).toThrow(InvalidDenomError);
  });
});

describeVerb("delegate", {
  build: delegateMsg,
  schema,
  params: { ...call, validator, amount: 70n },
  json: { delegate: { validator, amount: "70" } },
  refused: { validator: REFUSED.junoValidator, amount: REFUSED.amount },
});

describeVerb("adjust", {
  build: adjustMsg,
  schema,
  params: { ...call, validator, amount: 70n },
  json: { adjust: { validator, amount: "70" } },
  refused: { validator: REFUSED.junoValidator, amount: REFUSED.amount },
});

describeVerb("undelegate", {
  build: undelegateMsg,
  schema,
  params: { ...call, validator, amount: 70n },
  json: { undelegate: { validator, amount: "70" } },
  refused: { validator: REFUSED.junoValidator, amount: REFUSED.amount },
});

describeVerb("withdrawDelegatorReward", {
  build: withdrawDelegatorRewardMsg,
  send: withdrawDelegatorReward,
  schema,
  params: { ...call, validator },
  json: { withdraw_delegator_reward: { validator } },
  refused: { validator: REFUSED.junoValidator },
});

describeVerb("withdrawToConsumer", {
  build: withdrawToConsumerMsg,
  send: withdrawToConsumer,
  schema,
  params: { ...call, consumer, validator },
  json: { withdraw_to_costumer: { consumer, validator } },
  refused: { consumer: REFUSED.junoAccount, validator: REFUSED.junoValidator },
});

describeVerb("rebalance", {
  build: rebalanceMsg,
  send: rebalance,
  fee: 2,
  schema,
  params: { ...call, limit: 5 },
  json: { rebalance: { limit: 5 } },
  refused: { limit: REFUSED.limit },
});

describeVerb("syncSlash", {
  build: syncSlashMsg,
  send: syncSlash,
  schema,
  params: { ...call, validator, limit: 5 },
  json: { sync_slash: { validator, limit: 5 } },
  refused: { validator: REFUSED.junoValidator, limit: REFUSED.limit },
});

describeVerb("abstain", {
  build: abstainMsg,
  send: abstain,
  schema,
  params: { ...call, proposalId: 7 },
  json: { abstain: { proposal_id: 7 } },
  refused: { proposalId: [[0, -1, 1.5, 2 ** 53, "7", undefined], InvalidArgumentError] },
});

describeVerb("receiveClaim", {
  build: receiveClaimMsg,
  schema,
  params: { ...call, owner: JUNO.carol, validator, funds },
  json: { receive_claim: { owner: JUNO.carol, amount: "5000", validator } },
  funds: [{ denom: "ujuno", amount: "5000" }],
  refused: {
    owner: REFUSED.junoAccount,
    validator: REFUSED.junoValidator,
    funds: [[{ denom: "", amount: 1n }], InvalidDenomError],
  },
});

describeVerb("claimReduced", {
  build: claimReducedMsg,
  schema,
  params: { ...call, owner: JUNO.carol, amount: 70n },
  json: { claim_reduced: { owner: JUNO.carol, amount: "70" } },
  refused: { owner: REFUSED.junoAccount, amount: REFUSED.amount },
});

describeVerb("unstakeLocal", {
  build: unstakeLocalMsg,
  send: unstakeLocal,
  schema,
  params: { ...call, validator, amount: 70n },
  json: { unstake_local: { validator, amount: "70" } },
  refused: { validator: REFUSED.junoValidator, amount: REFUSED.amount },
});

describeVerb("releaseLocal", {
  build: releaseLocalMsg,
  send: releaseLocal,
  schema,
  params: { ...call, limit: 5 },
  json: { release_local: { limit: 5 } },
  refused: { limit: REFUSED.limit },
});

describeVerb("claimLocalRewards", {
  build: claimLocalRewardsMsg,
  send: claimLocalRewards,
  schema,
  params: { ...call, validator, recipient: JUNO.gov },
  json: { claim_local_rewards: { validator, recipient: JUNO.gov } },
  refused: { validator: REFUSED.junoValidator, recipient: [["", OSMO.alice, validator], InvalidAddressError] },
});

const added = {
  add_consumer: { consumer_address: consumer, funds_available_for_staking: { denom: "ujuno", amount: "5000" } },
};
const removed = { remove_consumer: { consumer_address: consumer } };

describeVerb("addConsumer", {
  build: addConsumerMsg,
  send: addConsumer,
  schema,
  params: { ...call, consumer, funds },
  json: { sudo: added },
  refused: { consumer: REFUSED.junoAccount, funds: [[{ denom: "", amount: 1n }], InvalidDenomError] },
});

describeVerb("removeConsumer", {
  build: removeConsumerMsg,
  send: removeConsumer,
  schema,
  params: { ...call, consumer },
  json: { sudo: removed },
  refused: { consumer: REFUSED.junoAccount },
});

const changes = { maxShare: parseRatio("0.3"), overflow: "normalize", rewardFactor: Decimal.ONE } as const;
const updated = {
  update_consumer: {
    consumer_address: consumer,
    funds_available: { denom: "ujuno", amount: "5000" },
    max_share: "0.3",
    overflow: "normalize",
    reward_factor: "1",
  },
};

describeVerb("updateConsumer", {
  build: updateConsumerMsg,
  send: updateConsumer,
  schema,
  params: { ...call, consumer, funds, ...changes },
  json: updated,
  refused: {
    consumer: REFUSED.junoAccount,
    funds: [[{ denom: "", amount: 1n }], InvalidDenomError],
    maxShare: [[Decimal.parse("1.1"), 0.3, "0.3"], InvalidRatioError],
    rewardFactor: [[Decimal.parse("1.1"), 1], InvalidRatioError],
    overflow: [["Reject", "", 1], InvalidArgumentError],
  },
});

describe("updateConsumerMsg", () => {
  it("behavior: only what is set is sent, and zero is a setting", () => {
    const params = { ...call, consumer, funds: { denom: "ujuno", amount: 0n }, maxShare: Decimal.ZERO };
    expect(fromJsonBytes(updateConsumerMsg(params).value.msg)).toEqual({
      update_consumer: {
        consumer_address: consumer,
        funds_available: { denom: "ujuno", amount: "0" },
        max_share: "0",
      },
    });
  });
  it("error: InvalidArgumentError where nothing is set", () => {
    expect(() => updateConsumerMsg({ ...call, consumer })).toThrow(InvalidArgumentError);
  });
});

const limits = { minLocalShare: parseRatio("0.4"), totalPower: 1000n };
const limited = { update_limits: { min_local_share: "0.4", total_power: "1000" } };

describeVerb("updateLimits", {
  build: updateLimitsMsg,
  send: updateLimits,
  schema,
  params: { ...call, ...limits },
  json: limited,
  refused: {
    minLocalShare: [[Decimal.parse("1.1"), 0.4], InvalidRatioError],
    totalPower: [[-1n, 2n ** 128n, 5], InvalidAmountError],
  },
});

describe("updateLimitsMsg", () => {
  it("error: InvalidArgumentError where nothing is set", () => {
    expect(() => updateLimitsMsg(call)).toThrow(InvalidArgumentError);
  });
});

const swept = { sweep: { denom: "uatom", to: JUNO.carol } };

describeVerb("sweep", {
  build: sweepMsg,
  send: sweep,
  schema,
  params: { ...call, denom: "uatom", recipient: JUNO.carol },
  json: swept,
  refused: { denom: [["", "1a", undefined], InvalidDenomError], recipient: REFUSED.junoAccount },
});

describe.each([
  [
    "addConsumerSudoMsg",
    (authority: string) => addConsumerSudoMsg({ contract: JUNO.staking, authority, consumer, funds }),
    added,
  ],
  [
    "removeConsumerSudoMsg",
    (authority: string) => removeConsumerSudoMsg({ contract: JUNO.staking, authority, consumer }),
    removed,
  ],
  [
    "updateConsumerSudoMsg",
    (authority: string) => updateConsumerSudoMsg({ contract: JUNO.staking, authority, consumer, funds, ...changes }),
    updated,
  ],
  [
    "updateLimitsSudoMsg",
    (authority: string) => updateLimitsSudoMsg({ contract: JUNO.staking, authority, ...limits }),
    limited,
  ],
  [
    "sweepSudoMsg",
    (authority: string) => sweepSudoMsg({ contract: JUNO.staking, authority, denom: "uatom", recipient: JUNO.carol }),
    swept,
  ],
])("%s", (_, build, json) => {
  it("default", () => {
    const message = build(gov);
    expect(message.typeUrl).toBe("/cosmwasm.wasm.v1.MsgSudoContract");
    expect(message.value).toMatchObject({ authority: gov, contract: JUNO.staking });
    expect(fromJsonBytes(message.value.msg)).toEqual(json);
    expect(sudoMsg.safeParse(json).success).toBe(true);
  });
  it("error: InvalidAddressError", () => {
    expect(() => build(OSMO.alice)).toThrow(InvalidAddressError);
    expect(() => build(validator)).toThrow(InvalidAddressError);
  });
});
