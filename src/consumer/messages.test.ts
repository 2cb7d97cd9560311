import { describe, expect, it } from "vitest";
import { fromJsonBytes } from "../core/bytes.js";
import { describeVerb, JUNO, OSMO, REFUSED } from "../core/testing.js";
import {
  InvalidAddressError,
  InvalidArgumentError,
  InvalidDecimalError,
  InvalidDenomError,
  InvalidRatioError,
} from "../errors/index.js";
import { Decimal, parseRatio } from "../math/decimal.js";
import { claimRewards, claimRewardsMsg } from "./claimRewards.js";
import { type InitParams, initMsg } from "./init.js";
import { rebalance, rebalanceMsg } from "./rebalance.js";
import { receiveRewardsMsg } from "./receiveRewards.js";
import { retryReports, retryReportsMsg } from "./retryReports.js";
import { retryRewards, retryRewardsMsg } from "./retryRewards.js";
import { executeMsg, instantiateMsg, sudoMsg } from "./schema.js";
import { setCounterparty, setCounterpartyMsg, setCounterpartySudoMsg } from "./setCounterparty.js";
import { setFeed, setFeedMsg, setFeedSudoMsg } from "./setFeed.js";
import { setPrice, setPriceMsg, setPriceSudoMsg } from "./setPrice.js";
import { syncValidators, syncValidatorsMsg } from "./syncValidators.js";
import { unbindChannel, unbindChannelMsg, unbindChannelSudoMsg } from "./unbindChannel.js";
import { updatePrice, updatePriceMsg } from "./updatePrice.js";
import { validatorSlashedMsg } from "./validatorSlashed.js";

const call = { contract: JUNO.consumer, sender: JUNO.carol };
const validator = JUNO.validator;
const schema = executeMsg;
const rules = {
  priceFeed: JUNO.staking,
  discount: parseRatio("0.1"),
  maxPriceAge: 3600,
  maxPriceJump: Decimal.parse("1.5"),
};
const feed = { price_feed: JUNO.staking, discount: "0.1", max_price_age: 3600, max_price_jump: "1.5" };
const portId = `wasm.${OSMO.provider}`;

interface Authority {
  readonly contract: string;
  readonly authority: string;
}

describe("initMsg", () => {
  const params: InitParams = {
    provider: { portId, connectionId: "connection-0" },
    remoteToLocalExchangeRate: Decimal.parse("0.1"),
    metaStaking: JUNO.staking,
    ics20Channel: "channel-2",
  };
  it("default", () => {
    expect(initMsg(params)).toEqual({
      provider: { port_id: portId, connection_id: "connection-0" },
      remote_to_local_exchange_rate: "0.1",
      meta_staking_contract_address: JUNO.staking,
      ics20_channel: "channel-2",
    });
  });
  it("behavior: optional fields are sent where they are set", () => {
    const message = initMsg({ ...params, packetLifetime: 60, admin: JUNO.carol, ...rules });
    expect(message).toMatchObject({ packet_lifetime: 60, admin: JUNO.carol, ...feed });
    expect(instantiateMsg.safeParse(message).success).toBe(true);
  });
  it("error: InvalidAddressError", () => {
    expect(() => initMsg({ ...params, metaStaking: validator })).toThrow(InvalidAddressError);
    expect(() => initMsg({ ...params, admin: OSMO.alice })).toThrow(InvalidAddressError);
    expect(() => initMsg({ ...params, priceFeed: OSMO.alice })).toThrow(InvalidAddressError);
  });
  it("error: InvalidDecimalError", () => {
    for (const bad of [Decimal.ZERO, "0.1", 0.1, undefined]) {
      expect(() => initMsg({ ...params, remoteToLocalExchangeRate: bad as Decimal })).toThrow(InvalidDecimalError);
    }
  });
  it("error: InvalidRatioError", () => {
    for (const discount of [Decimal.ONE, Decimal.parse("10"), 0.1 as unknown as Decimal]) {
      expect(() => initMsg({ ...params, discount })).toThrow(InvalidRatioError);
    }
  });
  it("error: InvalidArgumentError", () => {
    for (const bad of [
      { maxPriceAge: 0 },
      { ics20Channel: "2" },
      { packetLifetime: 0 },
      { provider: { portId: "transfer", connectionId: "connection-0" } },
      { provider: { portId, connectionId: "07-tendermint-0" } },
    ]) {
      expect(() => initMsg({ ...params, ...bad }), JSON.stringify(bad)).toThrow(InvalidArgumentError);
    }
  });
});

describeVerb("receiveRewards", {
  build: receiveRewardsMsg,
  schema,
  params: { ...call, validator, funds: { denom: "ujuno", amount: 12n } },
  json: { mesh_consumer_recieve_rewards_msg: { validator } },
  funds: [{ denom: "ujuno", amount: "12" }],
  refused: { validator: REFUSED.junoValidator, funds: [[{ denom: "", amount: 1n }], InvalidDenomError] },
});

describeVerb("claimRewards", {
  build: claimRewardsMsg,
  send: claimRewards,
  schema,
  params: { ...call, validator },
  json: { claim_rewards: { validator } },
  refused: { validator: REFUSED.junoValidator },
});

describeVerb("syncValidators", {
  build: syncValidatorsMsg,
  send: syncValidators,
  schema,
  params: call,
  json: { sync_validators: {} },
});

describeVerb("retryRewards", {
  build: retryRewardsMsg,
  send: retryRewards,
  schema,
  params: { ...call, limit: 3 },
  json: { retry_rewards: { limit: 3 } },
  refused: { limit: REFUSED.limit },
});

describeVerb("updatePrice", {
  build: updatePriceMsg,
  send: updatePrice,
  schema,
  params: call,
  json: { update_price: {} },
});

describeVerb("rebalance", {
  build: rebalanceMsg,
  send: rebalance,
  schema,
  params: { ...call, limit: 3 },
  json: { rebalance: { limit: 3 } },
  refused: { limit: REFUSED.limit },
});

describeVerb("validatorSlashed", {
  build: validatorSlashedMsg,
  schema,
  params: { ...call, validator, ratio: parseRatio("0.05") },
  json: { validator_slashed: { validator, ratio: "0.05" } },
  refused: { validator: REFUSED.junoValidator, ratio: REFUSED.ratio },
});

describeVerb("retryReports", {
  build: retryReportsMsg,
  send: retryReports,
  schema,
  params: { ...call, limit: 3 },
  json: { retry_reports: { limit: 3 } },
  refused: { limit: REFUSED.limit },
});

describeVerb("setPrice", {
  build: setPriceMsg,
  send: setPrice,
  schema,
  params: { ...call, price: Decimal.parse("0.12") },
  json: { set_price: { rate: "0.12" } },
  refused: { price: [[Decimal.ZERO, "0.12", undefined], InvalidDecimalError] },
});

describeVerb("setFeed", {
  build: setFeedMsg,
  send: setFeed,
  schema,
  params: { ...call, ...rules },
  json: { set_feed: feed },
  refused: {
    priceFeed: [["", OSMO.alice, validator], InvalidAddressError],
    discount: [[Decimal.ONE, "0.1"], InvalidRatioError],
    maxPriceAge: [[0, 1.5, "60"], InvalidArgumentError],
    maxPriceJump: [["0.1", 0.1], InvalidDecimalError],
  },
});

describe("setFeedMsg", () => {
  it("behavior: without anything the price is fixed and rules are gone", () => {
    expect(fromJsonBytes(setFeedMsg(call).value.msg)).toEqual({ set_feed: {} });
  });
});

describe.each([
  ["setPriceSudoMsg", (at: Authority) => setPriceSudoMsg({ ...at, price: Decimal.ONE }), { set_price: { rate: "1" } }],
  ["setFeedSudoMsg", (at: Authority) => setFeedSudoMsg({ ...at, ...rules }), { set_feed: feed }],
  ["unbindChannelSudoMsg", (at: Authority) => unbindChannelSudoMsg(at), { unbind_channel: {} }],
  [
    "setCounterpartySudoMsg",
    (at: Authority) => setCounterpartySudoMsg({ ...at, connectionId: "connection-0", portId }),
    { set_counterparty: { connection_id: "connection-0", port_id: portId } },
  ],
])("%s", (_, build, json) => {
  const { contract } = call;
  it("default", () => {
    const { typeUrl, value } = build({ contract, authority: JUNO.gov });
    expect(typeUrl).toBe("/cosmwasm.wasm.v1.MsgSudoContract");
    expect(value).toMatchObject({ authority: JUNO.gov, contract });
    expect(fromJsonBytes(value.msg)).toEqual(json);
    expect(sudoMsg.safeParse(json).success).toBe(true);
  });
  it("error: InvalidAddressError", () => {
    for (const authority of [OSMO.alice, validator]) {
      expect(() => build({ contract, authority })).toThrow(InvalidAddressError);
    }
  });
});

describeVerb("setCounterparty", {
  build: setCounterpartyMsg,
  send: setCounterparty,
  schema,
  params: { ...call, connectionId: "connection-0", portId },
  json: { set_counterparty: { connection_id: "connection-0", port_id: portId } },
  refused: { connectionId: REFUSED.connection, portId: [["", "transfer", undefined], InvalidArgumentError] },
});

describeVerb("unbindChannel", {
  build: unbindChannelMsg,
  send: unbindChannel,
  schema,
  params: call,
  json: { unbind_channel: {} },
});
