import { describe, expect, it } from "vitest";
import { describeVerb, JUNO, OSMO, REFUSED } from "../core/testing.js";
import { InvalidAddressError, InvalidArgumentError, InvalidDecimalError, InvalidDenomError } from "../errors/index.js";
import { Decimal } from "../math/decimal.js";
import { claimRewards, claimRewardsMsg } from "./claimRewards.js";
import { type InitParams, initMsg } from "./init.js";
import { receiveRewardsMsg } from "./receiveRewards.js";
import { retryRewards, retryRewardsMsg } from "./retryRewards.js";
import { executeMsg, instantiateMsg } from "./schema.js";
import { setCounterparty, setCounterpartyMsg } from "./setCounterparty.js";
import { syncValidators, syncValidatorsMsg } from "./syncValidators.js";
import { unbindChannel, unbindChannelMsg } from "./unbindChannel.js";

const call = { contract: JUNO.consumer, sender: JUNO.carol };
const validator = JUNO.validator;
const schema = executeMsg;
const portId = `wasm.${OSMO.provider}`;

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
    const message = initMsg({ ...params, packetLifetime: 60, admin: JUNO.carol });
    expect(message).toMatchObject({ packet_lifetime: 60, admin: JUNO.carol });
    expect(instantiateMsg.safeParse(message).success).toBe(true);
  });
  it("error: InvalidAddressError", () => {
    expect(() => initMsg({ ...params, metaStaking: validator })).toThrow(InvalidAddressError);
    expect(() => initMsg({ ...params, admin: OSMO.alice })).toThrow(InvalidAddressError);
  });
  it("error: InvalidDecimalError", () => {
    for (const bad of [Decimal.ZERO, "0.1", 0.1, undefined]) {
      expect(() => initMsg({ ...params, remoteToLocalExchangeRate: bad as Decimal })).toThrow(InvalidDecimalError);
    }
  });
  it("error: InvalidArgumentError", () => {
    for (const bad of [
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
