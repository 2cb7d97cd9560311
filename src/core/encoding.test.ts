import { wasmTypes } from "@cosmjs/cosmwasm-stargate";
import { Registry } from "@cosmjs/proto-signing";
import { MsgExecuteContract, MsgSudoContract } from "cosmjs-types/cosmwasm/wasm/v1/tx";
import { describe, expect, it } from "vitest";
import { bondMsg } from "../lockup/bond.js";
import { grantClaimMsg } from "../lockup/grantClaim.js";
import { removeConsumerSudoMsg } from "../staking/removeConsumer.js";
import { JUNO, OSMO } from "./testing.js";

const call = { contract: OSMO.lockup, sender: OSMO.alice };
const MESSAGES = [
  bondMsg({ ...call, funds: { denom: "uosmo", amount: 2n ** 128n - 1n } }),
  grantClaimMsg({ ...call, lienholder: OSMO.provider, amount: 700n, validator: JUNO.validator }),
];

describe("a message as protobuf", () => {
  it("default", () => {
    const registry = new Registry(wasmTypes);
    for (const message of MESSAGES) {
      const { sender, contract, msg, funds } = message.value;
      const partial = MsgExecuteContract.fromPartial({
        sender,
        contract,
        msg,
        funds: funds.map((coin) => ({ ...coin })),
      });
      const bytes = MsgExecuteContract.encode(partial).finish();
      expect(registry.encode(message)).toEqual(bytes);
      expect(MsgExecuteContract.decode(bytes)).toEqual(partial);
    }
  });

  it("behavior: a call by governance", () => {
    const { typeUrl, value } = removeConsumerSudoMsg({
      contract: JUNO.staking,
      authority: JUNO.gov,
      consumer: JUNO.consumer,
    });
    expect(typeUrl).toBe(MsgSudoContract.typeUrl);
    expect(MsgSudoContract.decode(MsgSudoContract.encode(value).finish())).toEqual(value);
  });
});
