import { MsgSend } from "cosmjs-types/cosmos/bank/v1beta1/tx";
import { MsgCommunityPoolSpend } from "cosmjs-types/cosmos/distribution/v1beta1/tx";
import {
  MsgExecuteContract,
  MsgInstantiateContract2,
  MsgStoreCode,
  MsgSudoContract,
} from "cosmjs-types/cosmwasm/wasm/v1/tx";
import { describe, expect, it } from "vitest";
import type { EncodeObject } from "../core/client.js";
import { JUNO, OSMO } from "../core/testing.js";
import { InvalidAddressError, InvalidAmountError, InvalidArgumentError } from "../errors/index.js";
import { parseRatio } from "../math/decimal.js";
import { addConsumerMsg, addConsumerSudoMsg, updateLimitsSudoMsg } from "../staking/index.js";
import { anyMessage } from "./anyMessage.js";
import { instantiateMsg, sendMsg, storeCodeMsg } from "./messages.js";
import { communityPoolSpendMsg, govAccount, submitProposalMsg } from "./proposal.js";

const funds = { denom: "ujuno", amount: 5_000n };
const contract = JUNO.staking;
const { gov: authority, carol: sender, consumer } = JUNO;
const spend = communityPoolSpendMsg({ authority, recipient: contract, coins: [funds] });

describe("govAccount", () => {
  it("default: what a public chain says", async () => {
    expect(await govAccount("cosmos")).toBe("cosmos10d07y265gmmuvt4z0w9aw880jnsr700j6zn9kn");
  });
});

interface Decoder {
  decode(bytes: Uint8Array): object;
}

const MESSAGES: readonly (readonly [name: string, message: EncodeObject, decoder: Decoder])[] = [
  ["MsgStoreCode", storeCodeMsg({ sender, wasm: new Uint8Array(300).fill(7) }), MsgStoreCode],
  [
    "MsgInstantiateContract2",
    instantiateMsg({
      sender,
      admin: sender,
      codeId: 300,
      label: "lockup",
      msg: { a: 1 },
      salt: new Uint8Array([0, 1]),
    }),
    MsgInstantiateContract2,
  ],
  ["MsgExecuteContract", addConsumerMsg({ contract, sender, consumer, funds }), MsgExecuteContract],
  ["MsgSudoContract", addConsumerSudoMsg({ contract, authority, consumer, funds }), MsgSudoContract],
  ["MsgSend", sendMsg({ sender, recipient: contract, coin: funds }), MsgSend],
  ["MsgCommunityPoolSpend", spend, MsgCommunityPoolSpend],
];

describe("anyMessage", () => {
  it.each(MESSAGES)("default: %s as cosmjs reads it", (_, message, decoder) => {
    const any = anyMessage(message);
    expect(any.typeUrl).toBe(message.typeUrl);
    const read = decoder.decode(any.value);
    for (const [key, value] of Object.entries(message.value as Record<string, unknown>)) {
      expect(read, key).toHaveProperty(key, value);
    }
  });

  it("behavior: what is in protobuf already is taken as it is", () => {
    const message = { typeUrl: "/cosmos.gov.v1.MsgUpdateParams", value: new Uint8Array([1, 2]) };
    expect(anyMessage(message)).toEqual(message);
  });

  it("error: InvalidArgumentError", () => {
    for (const typeUrl of ["/cosmos.gov.v1.MsgVote", "toString"]) {
      expect(() => anyMessage({ typeUrl, value: {} })).toThrow(InvalidArgumentError);
    }
  });
});

describe("communityPoolSpendMsg", () => {
  it("behavior: where x/protocolpool keeps the pool, its message", () => {
    const message = communityPoolSpendMsg({ authority, recipient: contract, coins: [funds], pool: "protocolpool" });
    expect(message).toEqual({ typeUrl: "/cosmos.protocolpool.v1.MsgCommunityPoolSpend", value: spend.value });
    expect(anyMessage(message).value).toEqual(anyMessage(spend).value);
  });
  it.each([
    ["a recipient of another chain", { recipient: OSMO.alice }, InvalidAddressError],
    ["zero coins", { coins: [{ denom: "ujuno", amount: 0n }] }, InvalidAmountError],
    ["another module", { pool: "mint" as "distribution" }, InvalidArgumentError],
  ])("error: %s", (_, bad, error) => {
    expect(() => communityPoolSpendMsg({ authority, recipient: contract, coins: [funds], ...bad })).toThrow(error);
  });
});

describe("submitProposalMsg", () => {
  const limits = updateLimitsSudoMsg({ contract, authority, minLocalShare: parseRatio("0.4") });
  const params = { proposer: sender, messages: [spend, limits], deposit: [funds], title: "Fund", summary: "Why." };

  it("default", () => {
    const message = submitProposalMsg(params);
    expect(message).toEqual({
      typeUrl: "/cosmos.gov.v1.MsgSubmitProposal",
      value: {
        messages: [anyMessage(spend), anyMessage(limits)],
        initialDeposit: [{ denom: "ujuno", amount: "5000" }],
        proposer: sender,
        metadata: "",
        title: "Fund",
        summary: "Why.",
        expedited: false,
      },
    });
    expect([message, message.value, message.value.messages].every(Object.isFrozen)).toBe(true);
  });
  it("behavior: lengths are counted in bytes", () => {
    expect(() => submitProposalMsg({ ...params, title: "ö".repeat(127) })).not.toThrow();
    expect(() => submitProposalMsg({ ...params, title: "ö".repeat(128) })).toThrow(InvalidArgumentError);
  });
  it.each([
    ["no messages", { messages: [] }, InvalidArgumentError],
    ["no title", { title: "" }, InvalidArgumentError],
    ["no summary", { summary: "" }, InvalidArgumentError],
    ["a summary that is too long", { summary: "x".repeat(10_201) }, InvalidArgumentError],
    ["metadata that is too long", { metadata: "x".repeat(256) }, InvalidArgumentError],
    ["a proposer that is none", { proposer: JUNO.validator }, InvalidAddressError],
    ["a deposit of zero", { deposit: [{ denom: "ujuno", amount: 0n }] }, InvalidAmountError],
  ])("error: %s", (_, bad, error) => {
    expect(() => submitProposalMsg({ ...params, ...bad })).toThrow(error);
  });
});
