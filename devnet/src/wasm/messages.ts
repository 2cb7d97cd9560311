import type { Fields } from "./protobuf.js";

const string = (name: string) => ({ name, kind: "string" }) as const;
const bytes = (name: string) => ({ name, kind: "bytes" }) as const;
const uint64 = (name: string) => ({ name, kind: "uint64" }) as const;
const one = (name: string, kind: Fields) => ({ name, kind });
const many = (name: string, kind: Fields) => ({ name, kind, many: true }) as const;

const COIN: Fields = { 1: string("denom"), 2: string("amount") };
const AMOUNT = many("amount", COIN);
const FUNDS = many("funds", COIN);
const HEIGHT: Fields = { 1: uint64("revisionNumber"), 2: uint64("revisionHeight") };

const ANY: Fields = { 1: string("typeUrl"), 2: bytes("value") };
const OPTION: Fields = { 1: uint64("option"), 2: string("weight") };
const PERMISSION: Fields = { 1: uint64("permission"), 3: { name: "addresses", kind: "string", many: true } };
const STAKING_PARAMS: Fields = {
  1: one("unbondingTime", { 1: uint64("seconds"), 2: uint64("nanos") }),
  2: uint64("maxValidators"),
  3: uint64("maxEntries"),
  5: string("bondDenom"),
};
const SPENDING: Fields = { 1: string("authority"), 2: string("recipient"), 3: AMOUNT };

/** A message as protobuf has it. `signer`: the field that names who must sign. */
export interface MessageShape {
  readonly signer: string;
  readonly fields: Fields;
}

/** Messages that come as protobuf, from contracts (`any`) and in proposals, by typeUrl: those the devnet handles. */
export const MESSAGES: Readonly<Record<string, MessageShape>> = {
  "/cosmos.bank.v1beta1.MsgSend": {
    signer: "fromAddress",
    fields: { 1: string("fromAddress"), 2: string("toAddress"), 3: AMOUNT },
  },
  "/cosmos.staking.v1beta1.MsgDelegate": {
    signer: "delegatorAddress",
    fields: { 1: string("delegatorAddress"), 2: string("validatorAddress"), 3: one("amount", COIN) },
  },
  "/cosmos.staking.v1beta1.MsgUndelegate": {
    signer: "delegatorAddress",
    fields: { 1: string("delegatorAddress"), 2: string("validatorAddress"), 3: one("amount", COIN) },
  },
  "/cosmos.staking.v1beta1.MsgBeginRedelegate": {
    signer: "delegatorAddress",
    fields: {
      1: string("delegatorAddress"),
      2: string("validatorSrcAddress"),
      3: string("validatorDstAddress"),
      4: one("amount", COIN),
    },
  },
  "/cosmos.staking.v1beta1.MsgCancelUnbondingDelegation": {
    signer: "delegatorAddress",
    fields: {
      1: string("delegatorAddress"),
      2: string("validatorAddress"),
      3: one("amount", COIN),
      4: uint64("creationHeight"),
    },
  },
  "/cosmos.staking.v1beta1.MsgUpdateParams": {
    signer: "authority",
    fields: { 1: string("authority"), 2: one("params", STAKING_PARAMS) },
  },
  "/cosmos.distribution.v1beta1.MsgSetWithdrawAddress": {
    signer: "delegatorAddress",
    fields: { 1: string("delegatorAddress"), 2: string("withdrawAddress") },
  },
  "/cosmos.distribution.v1beta1.MsgWithdrawDelegatorReward": {
    signer: "delegatorAddress",
    fields: { 1: string("delegatorAddress"), 2: string("validatorAddress") },
  },
  "/cosmos.distribution.v1beta1.MsgFundCommunityPool": {
    signer: "depositor",
    fields: { 1: AMOUNT, 2: string("depositor") },
  },
  "/cosmos.distribution.v1beta1.MsgCommunityPoolSpend": { signer: "authority", fields: SPENDING },
  "/cosmos.protocolpool.v1.MsgFundCommunityPool": {
    signer: "depositor",
    fields: { 1: string("depositor"), 2: AMOUNT },
  },
  "/cosmos.protocolpool.v1.MsgCommunityPoolSpend": { signer: "authority", fields: SPENDING },
  "/cosmos.gov.v1.MsgSubmitProposal": {
    signer: "proposer",
    fields: {
      1: many("messages", ANY),
      2: many("initialDeposit", COIN),
      3: string("proposer"),
      4: string("metadata"),
      5: string("title"),
      6: string("summary"),
      7: { name: "expedited", kind: "bool" },
    },
  },
  "/cosmos.gov.v1.MsgDeposit": {
    signer: "depositor",
    fields: { 1: uint64("proposalId"), 2: string("depositor"), 3: AMOUNT },
  },
  "/cosmos.gov.v1.MsgVote": {
    signer: "voter",
    fields: { 1: uint64("proposalId"), 2: string("voter"), 3: uint64("option"), 4: string("metadata") },
  },
  "/cosmos.gov.v1.MsgVoteWeighted": {
    signer: "voter",
    fields: { 1: uint64("proposalId"), 2: string("voter"), 3: many("options", OPTION), 4: string("metadata") },
  },
  "/ibc.applications.transfer.v1.MsgTransfer": {
    signer: "sender",
    fields: {
      1: string("sourcePort"),
      2: string("sourceChannel"),
      3: one("token", COIN),
      4: string("sender"),
      5: string("receiver"),
      6: one("timeoutHeight", HEIGHT),
      7: uint64("timeoutTimestamp"),
      8: string("memo"),
    },
  },
  "/ibc.core.client.v1.MsgRecoverClient": {
    signer: "signer",
    fields: { 1: string("subjectClientId"), 2: string("substituteClientId"), 3: string("signer") },
  },
  "/cosmwasm.wasm.v1.MsgStoreCode": {
    signer: "sender",
    fields: { 1: string("sender"), 2: bytes("wasmByteCode"), 5: one("instantiatePermission", PERMISSION) },
  },
  "/cosmwasm.wasm.v1.MsgExecuteContract": {
    signer: "sender",
    fields: { 1: string("sender"), 2: string("contract"), 3: bytes("msg"), 5: FUNDS },
  },
  "/cosmwasm.wasm.v1.MsgInstantiateContract": {
    signer: "sender",
    fields: {
      1: string("sender"),
      2: string("admin"),
      3: uint64("codeId"),
      4: string("label"),
      5: bytes("msg"),
      6: FUNDS,
    },
  },
  "/cosmwasm.wasm.v1.MsgInstantiateContract2": {
    signer: "sender",
    fields: {
      1: string("sender"),
      2: string("admin"),
      3: uint64("codeId"),
      4: string("label"),
      5: bytes("msg"),
      6: FUNDS,
      7: bytes("salt"),
      8: { name: "fixMsg", kind: "bool" },
    },
  },
  "/cosmwasm.wasm.v1.MsgMigrateContract": {
    signer: "sender",
    fields: { 1: string("sender"), 2: string("contract"), 3: uint64("codeId"), 4: bytes("msg") },
  },
  "/cosmwasm.wasm.v1.MsgUpdateAdmin": {
    signer: "sender",
    fields: { 1: string("sender"), 2: string("newAdmin"), 3: string("contract") },
  },
  "/cosmwasm.wasm.v1.MsgClearAdmin": { signer: "sender", fields: { 1: string("sender"), 3: string("contract") } },
  "/cosmwasm.wasm.v1.MsgSudoContract": {
    signer: "authority",
    fields: { 1: string("authority"), 2: string("contract"), 3: bytes("msg") },
  },
};

/** Responses whose protobuf contracts read. */
export const Response = {
  data: { 1: bytes("data") },
  instantiate: { 1: string("address"), 2: bytes("data") },
  storeCode: { 1: uint64("codeId"), 2: bytes("checksum") },
  submitProposal: { 1: uint64("proposalId") },
  ibcSend: { 1: uint64("sequence") },
} as const satisfies Record<string, Fields>;

/** typeUrl of a message's response. */
export function responseUrl(typeUrl: string): string {
  return `${typeUrl}Response`;
}
