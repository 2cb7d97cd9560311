import { describe, expect, it } from "vitest";
import { fromJsonBytes } from "../core/bytes.js";
import { describeVerb, JUNO, OSMO, REFUSED } from "../core/testing.js";
import { InvalidAddressError, InvalidArgumentError, InvalidDenomError } from "../errors/index.js";
import { addConsumer, addConsumerMsg, addConsumerSudoMsg } from "./addConsumer.js";
import { delegateMsg } from "./delegate.js";
import { initMsg } from "./init.js";
import { removeConsumer, removeConsumerMsg, removeConsumerSudoMsg } from "./removeConsumer.js";
import { executeMsg, instantiateMsg, sudoMsg } from "./schema.js";
import { undelegateMsg } from "./undelegate.js";
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
    const message = initMsg({ admin: JUNO.carol, unbondingTime: 60, rewardsDenom: "ujuno" });
    expect(message).toEqual({ admin: JUNO.carol, unbonding_time: 60, rewards_denom: "ujuno" });
    expect(instantiateMsg.safeParse(message).success).toBe(true);
  });
  it("error: InvalidAddressError", () => {
    expect(() => initMsg({ admin: validator })).toThrow(InvalidAddressError);
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
