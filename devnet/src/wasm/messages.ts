import type { Fields } from "./protobuf.js";

const string = (name: string) => ({ name, kind: "string" }) as const;
const bytes = (name: string) => ({ name, kind: "bytes" }) as const;
const uint64 = (name: string) => ({ name, kind: "uint64" }) as const;
const one = (name: string, kind: Fields) => ({ name, kind });
const many = (name: string, kind: Fields) => ({ name, kind, many: true }) as const;

const COIN: Fields = { 1: string("denom"), 2: string("amount") };
const HEIGHT: Fields = { 1: uint64("revisionNumber"), 2: uint64("revisionHeight") };

/** Messages a contract may send as protobuf (`any`), by typeUrl: those the devnet has a handler for. */
export const MESSAGES: Readonly<Record<string, Fields>> = {
  "/cosmos.bank.v1beta1.MsgSend": { 1: string("fromAddress"), 2: string("toAddress"), 3: many("amount", COIN) },
  "/cosmos.staking.v1beta1.MsgDelegate": {
    1: string("delegatorAddress"),
    2: string("validatorAddress"),
    3: one("amount", COIN),
  },
  "/cosmos.staking.v1beta1.MsgUndelegate": {
    1: string("delegatorAddress"),
    2: string("validatorAddress"),
    3: one("amount", COIN),
  },
  "/cosmos.staking.v1beta1.MsgBeginRedelegate": {
    1: string("delegatorAddress"),
    2: string("validatorSrcAddress"),
    3: string("validatorDstAddress"),
    4: one("amount", COIN),
  },
  "/cosmos.staking.v1beta1.MsgCancelUnbondingDelegation": {
    1: string("delegatorAddress"),
    2: string("validatorAddress"),
    3: one("amount", COIN),
    4: uint64("creationHeight"),
  },
  "/cosmos.distribution.v1beta1.MsgSetWithdrawAddress": { 1: string("delegatorAddress"), 2: string("withdrawAddress") },
  "/cosmos.distribution.v1beta1.MsgWithdrawDelegatorReward": {
    1: string("delegatorAddress"),
    2: string("validatorAddress"),
  },
  "/cosmos.distribution.v1beta1.MsgFundCommunityPool": { 1: many("amount", COIN), 2: string("depositor") },
  "/ibc.applications.transfer.v1.MsgTransfer": {
    1: string("sourcePort"),
    2: string("sourceChannel"),
    3: one("token", COIN),
    4: string("sender"),
    5: string("receiver"),
    6: one("timeoutHeight", HEIGHT),
    7: uint64("timeoutTimestamp"),
    8: string("memo"),
  },
  "/cosmwasm.wasm.v1.MsgExecuteContract": {
    1: string("sender"),
    2: string("contract"),
    3: bytes("msg"),
    5: many("funds", COIN),
  },
  "/cosmwasm.wasm.v1.MsgInstantiateContract": {
    1: string("sender"),
    2: string("admin"),
    3: uint64("codeId"),
    4: string("label"),
    5: bytes("msg"),
    6: many("funds", COIN),
  },
  "/cosmwasm.wasm.v1.MsgInstantiateContract2": {
    1: string("sender"),
    2: string("admin"),
    3: uint64("codeId"),
    4: string("label"),
    5: bytes("msg"),
    6: many("funds", COIN),
    7: bytes("salt"),
    8: { name: "fixMsg", kind: "bool" },
  },
  "/cosmwasm.wasm.v1.MsgMigrateContract": {
    1: string("sender"),
    2: string("contract"),
    3: uint64("codeId"),
    4: bytes("msg"),
  },
  "/cosmwasm.wasm.v1.MsgUpdateAdmin": { 1: string("sender"), 2: string("newAdmin"), 3: string("contract") },
  "/cosmwasm.wasm.v1.MsgClearAdmin": { 1: string("sender"), 3: string("contract") },
};

/** Responses whose protobuf contracts read. */
export const Response = {
  data: { 1: bytes("data") },
  instantiate: { 1: string("address"), 2: bytes("data") },
  storeCode: { 1: uint64("codeId"), 2: bytes("checksum") },
  ibcSend: { 1: uint64("sequence") },
} as const satisfies Record<string, Fields>;

/** typeUrl of a message's response. */
export function responseUrl(typeUrl: string): string {
  return `${typeUrl}Response`;
}
