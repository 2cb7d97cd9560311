import { describe, expect, it } from "vitest";
import { fromBase64, fromUtf8 } from "../core/bytes.js";
import { describeVerb, JUNO, OSMO, REFUSED } from "../core/testing.js";
import {
  InvalidAddressError,
  InvalidAmountError,
  InvalidArgumentError,
  InvalidDenomError,
  InvalidRatioError,
} from "../errors/index.js";
import { Decimal } from "../math/decimal.js";
import { initMsg as slasherInit } from "../slasher/init.js";
import { addSlasher, addSlasherMsg } from "./addSlasher.js";
import { claimReducedMsg } from "./claimReduced.js";
import { claimRewards, claimRewardsMsg } from "./claimRewards.js";
import { credit, creditMsg } from "./credit.js";
import { type InitParams, initMsg } from "./init.js";
import { processSlashes, processSlashesMsg } from "./processSlashes.js";
import { receiveClaimMsg } from "./receiveClaim.js";
import { refreshValidators, refreshValidatorsMsg } from "./refreshValidators.js";
import { removeSlasher, removeSlasherMsg } from "./removeSlasher.js";
import { resend, resendMsg } from "./resend.js";
import { executeMsg, instantiateMsg } from "./schema.js";
import { setCounterparty, setCounterpartyMsg } from "./setCounterparty.js";
import { settle, settleMsg } from "./settle.js";
import { slashMsg } from "./slash.js";
import { sweepUnallocated, sweepUnallocatedMsg } from "./sweepUnallocated.js";
import { unbindChannel, unbindChannelMsg } from "./unbindChannel.js";
import { unbond, unbondMsg } from "./unbond.js";
import { unstake, unstakeMsg } from "./unstake.js";

const call = { contract: OSMO.provider, sender: OSMO.alice };
const validator = JUNO.validator;
const schema = executeMsg;
/** Undefined is fine where the address may be left out. */
const SET_ACCOUNT = [REFUSED.osmoAccount[0].slice(1), REFUSED.osmoAccount[1]] as const;
const portId = `wasm.${JUNO.consumer}`;

describe("initMsg", () => {
  const params: InitParams = {
    consumer: { connectionId: "connection-1" },
    slasher: { codeId: 7, msg: slasherInit({ owner: OSMO.bob }) },
    lockup: OSMO.lockup,
    unbondingPeriod: 1_209_600,
    rewardsDenom: "ibc/AB",
  };
  it("default", () => {
    const message = initMsg(params);
    expect(message).toEqual({
      consumer: { connection_id: "connection-1" },
      slasher: { code_id: 7, msg: message.slasher.msg },
      lockup: OSMO.lockup,
      unbonding_period: 1_209_600,
      rewards_ibc_denom: "ibc/AB",
    });
    expect(JSON.parse(fromUtf8(fromBase64(message.slasher.msg)))).toEqual({ owner: OSMO.bob });
  });
  it("behavior: optional fields are sent where they are set", () => {
    const message = initMsg({
      ...params,
      consumer: { connectionId: "connection-1", portId },
      packetLifetime: 60,
      admin: OSMO.bob,
      answerGrace: 0,
      maxReportedSlash: Decimal.ZERO,
    });
    expect(message).toMatchObject({
      consumer: { connection_id: "connection-1", port_id: portId },
      packet_lifetime: 60,
      admin: OSMO.bob,
      answer_grace: 0,
      max_reported_slash: "0",
    });
    expect(instantiateMsg.safeParse(message).success).toBe(true);
  });
  it("error: InvalidAddressError", () => {
    expect(() => initMsg({ ...params, lockup: validator })).toThrow(InvalidAddressError);
    expect(() => initMsg({ ...params, admin: JUNO.carol })).toThrow(InvalidAddressError);
  });
  it("error: InvalidRatioError", () => {
    expect(() => initMsg({ ...params, maxReportedSlash: Decimal.parse("1") })).not.toThrow();
    for (const bad of [Decimal.parse("1.000000000000000001"), "0.5", 0.5, null] as unknown[]) {
      expect(() => initMsg({ ...params, maxReportedSlash: bad as Decimal }), String(bad)).toThrow(InvalidRatioError);
    }
  });
  it("error: InvalidDenomError", () => {
    expect(() => initMsg({ ...params, rewardsDenom: "" })).toThrow(InvalidDenomError);
  });
  it("error: InvalidArgumentError", () => {
    for (const bad of [
      { consumer: { connectionId: "channel-1" } },
      { consumer: { connectionId: "connection-1", portId: "transfer" } },
      { slasher: { codeId: 0, msg: {} } },
      { unbondingPeriod: 0 },
      { packetLifetime: -1 },
      { answerGrace: 0.5 },
    ]) {
      expect(() => initMsg({ ...params, ...bad }), JSON.stringify(bad)).toThrow(InvalidArgumentError);
    }
  });
});

describeVerb("slash", {
  build: slashMsg,
  schema,
  params: { ...call, validator, ratio: Decimal.parse("0.1"), tombstone: true },
  json: { slash: { validator, percentage: "0.1", force_unbond: true } },
  refused: { validator: REFUSED.validator, ratio: REFUSED.ratio },
});

describeVerb("receiveClaim", {
  build: receiveClaimMsg,
  schema,
  params: { ...call, owner: OSMO.bob, amount: 700n, validator },
  json: { receive_claim: { owner: OSMO.bob, amount: "700", validator } },
  refused: { owner: REFUSED.osmoAccount, amount: REFUSED.amount, validator: REFUSED.validator },
});

describeVerb("claimReduced", {
  build: claimReducedMsg,
  schema,
  params: { ...call, owner: OSMO.bob, amount: 70n },
  json: { claim_reduced: { owner: OSMO.bob, amount: "70" } },
  refused: { owner: REFUSED.osmoAccount, amount: REFUSED.amount },
});

describeVerb("unstake", {
  build: unstakeMsg,
  send: unstake,
  schema,
  params: { ...call, amount: 300n, validator },
  json: { unstake: { amount: "300", validator } },
  refused: { amount: [[-1n, 2n ** 128n, 5, "0", undefined, null], InvalidAmountError], validator: REFUSED.validator },
});

describe("unstakeMsg", () => {
  it("behavior: zero writes off what is worth nothing", () => {
    const { msg } = unstakeMsg({ ...call, amount: 0n, validator }).value;
    expect(fromUtf8(msg)).toBe(`{"unstake":{"amount":"0","validator":"${validator}"}}`);
  });
});

describeVerb("unbond", {
  build: unbondMsg,
  send: unbond,
  schema,
  params: { ...call, limit: 5 },
  json: { unbond: { limit: 5 } },
  refused: { limit: REFUSED.limit },
});

describe("unbondMsg", () => {
  it("behavior: without a limit it is the prototype's message", () => {
    expect(fromUtf8(unbondMsg(call).value.msg)).toBe('{"unbond":{}}');
  });
});

describeVerb("claimRewards", {
  build: claimRewardsMsg,
  send: claimRewards,
  schema,
  params: { ...call, validator, recipient: OSMO.bob },
  json: { claim_rewards: { validator, recipient: OSMO.bob } },
  refused: { validator: REFUSED.validator, recipient: SET_ACCOUNT },
});

describe("claimRewardsMsg", () => {
  it("behavior: without a recipient it is the prototype's message", () => {
    expect(fromUtf8(claimRewardsMsg({ ...call, validator }).value.msg)).toBe(
      `{"claim_rewards":{"validator":"${validator}"}}`,
    );
  });
});

describeVerb("processSlashes", {
  build: processSlashesMsg,
  send: processSlashes,
  schema,
  params: { ...call, validator, startAfter: OSMO.bob, limit: 10 },
  json: { process_slashes: { validator, start_after: OSMO.bob, limit: 10 } },
  refused: { validator: REFUSED.validator, startAfter: SET_ACCOUNT, limit: REFUSED.limit },
});

describeVerb("settle", {
  build: settleMsg,
  send: settle,
  schema,
  params: { ...call, owner: OSMO.bob, limit: 10 },
  json: { settle: { owner: OSMO.bob, limit: 10 } },
  refused: { owner: REFUSED.osmoAccount, limit: REFUSED.limit },
});

describeVerb("resend", {
  build: resendMsg,
  send: resend,
  schema,
  params: { ...call, limit: 10 },
  json: { resend: { limit: 10 } },
  refused: { limit: REFUSED.limit },
});

describeVerb("credit", {
  build: creditMsg,
  send: credit,
  schema,
  params: { ...call, limit: 10 },
  json: { credit: { limit: 10 } },
  refused: { limit: REFUSED.limit },
});

describeVerb("refreshValidators", {
  build: refreshValidatorsMsg,
  send: refreshValidators,
  schema,
  params: call,
  json: { refresh_validators: {} },
});

describeVerb("setCounterparty", {
  build: setCounterpartyMsg,
  send: setCounterparty,
  schema,
  params: { ...call, connectionId: "connection-1", portId },
  json: { set_counterparty: { connection_id: "connection-1", port_id: portId } },
  refused: {
    connectionId: REFUSED.connection,
    portId: [["", "transfer", "wasm.", `wasm.${JUNO.consumer.toUpperCase()}`], InvalidArgumentError],
  },
});

describeVerb("unbindChannel", {
  build: unbindChannelMsg,
  send: unbindChannel,
  schema,
  params: call,
  json: { unbind_channel: {} },
});

describeVerb("addSlasher", {
  build: addSlasherMsg,
  send: addSlasher,
  schema,
  params: { ...call, slasher: OSMO.slasher, maxRatio: Decimal.parse("0.05") },
  json: { add_slasher: { address: OSMO.slasher, max_percentage: "0.05" } },
  refused: {
    slasher: REFUSED.osmoAccount,
    maxRatio: [REFUSED.ratio[0].filter((ratio) => ratio !== undefined), REFUSED.ratio[1]],
  },
});

describe("addSlasherMsg", () => {
  it("behavior: without a limit it may take all", () => {
    const { msg } = addSlasherMsg({ ...call, slasher: OSMO.slasher }).value;
    expect(fromUtf8(msg)).toBe(`{"add_slasher":{"address":"${OSMO.slasher}"}}`);
  });
});

describeVerb("removeSlasher", {
  build: removeSlasherMsg,
  send: removeSlasher,
  schema,
  params: { ...call, slasher: OSMO.slasher },
  json: { remove_slasher: { address: OSMO.slasher } },
  refused: { slasher: REFUSED.osmoAccount },
});

describeVerb("sweepUnallocated", {
  build: sweepUnallocatedMsg,
  send: sweepUnallocated,
  schema,
  params: { ...call, recipient: OSMO.bob },
  json: { sweep_unallocated: { to: OSMO.bob } },
  refused: { recipient: REFUSED.osmoAccount },
});
