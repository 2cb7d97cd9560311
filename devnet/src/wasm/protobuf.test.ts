import { MsgCommunityPoolSpend } from "cosmjs-types/cosmos/distribution/v1beta1/tx";
import {
  MsgDeposit,
  MsgSubmitProposal,
  MsgSubmitProposalResponse,
  MsgVote,
  MsgVoteWeighted,
} from "cosmjs-types/cosmos/gov/v1/tx";
import { MsgFundCommunityPool } from "cosmjs-types/cosmos/protocolpool/v1/tx";
import { MsgDelegate, MsgUpdateParams } from "cosmjs-types/cosmos/staking/v1beta1/tx";
import {
  MsgExecuteContract,
  MsgInstantiateContract2,
  MsgInstantiateContractResponse,
  MsgStoreCode,
  MsgSudoContract,
} from "cosmjs-types/cosmwasm/wasm/v1/tx";
import { MsgTransfer } from "cosmjs-types/ibc/applications/transfer/v1/tx";
import { MsgRecoverClient } from "cosmjs-types/ibc/core/client/v1/tx";
import { describe, expect, test } from "vitest";
import { MESSAGES, Response } from "./messages.js";
import { decodeFields, encodeFields } from "./protobuf.js";

const coin = { denom: "ujuno", amount: "12345678901234567890" };
const bytes = Uint8Array.of(0, 1, 255);
const LARGEST = 2n ** 64n - 1n;

const delegate = MsgDelegate.fromPartial({ delegatorAddress: "a", validatorAddress: "b", amount: coin });
const execute = MsgExecuteContract.fromPartial({ sender: "a", contract: "b", msg: bytes, funds: [coin, coin] });
const instantiate = MsgInstantiateContract2.fromPartial({
  sender: "a",
  admin: "",
  codeId: LARGEST,
  label: "ß",
  msg: bytes,
  funds: [],
  salt: bytes,
  fixMsg: true,
});
const transfer = MsgTransfer.fromPartial({
  sourcePort: "transfer",
  sourceChannel: "channel-0",
  token: coin,
  sender: "a",
  receiver: "b",
  timeoutHeight: { revisionNumber: 1n, revisionHeight: LARGEST },
  timeoutTimestamp: 0n,
  memo: "🦀",
});

const cases: readonly (readonly [string, object, Uint8Array])[] = [
  [MsgDelegate.typeUrl, delegate, MsgDelegate.encode(delegate).finish()],
  [MsgExecuteContract.typeUrl, execute, MsgExecuteContract.encode(execute).finish()],
  [MsgInstantiateContract2.typeUrl, instantiate, MsgInstantiateContract2.encode(instantiate).finish()],
  [MsgTransfer.typeUrl, transfer, MsgTransfer.encode(transfer).finish()],
];

const params = {
  unbondingTime: { seconds: 60n, nanos: 5 },
  maxValidators: 3,
  maxEntries: 7,
  bondDenom: "ujuno",
};

/** Messages with enumerations and numbers, which cosmjs-types gives as doubles. */
const numbered: readonly (readonly [string, Uint8Array])[] = [
  [
    MsgSubmitProposal.typeUrl,
    MsgSubmitProposal.encode(
      MsgSubmitProposal.fromPartial({
        messages: [{ typeUrl: "/x", value: bytes }],
        initialDeposit: [coin],
        proposer: "a",
        metadata: "m",
        title: "t",
        summary: "s",
        expedited: true,
      }),
    ).finish(),
  ],
  [MsgDeposit.typeUrl, MsgDeposit.encode({ proposalId: LARGEST, depositor: "a", amount: [coin] }).finish()],
  [MsgVote.typeUrl, MsgVote.encode({ proposalId: 1n, voter: "a", option: 4, metadata: "m" }).finish()],
  [
    MsgVoteWeighted.typeUrl,
    MsgVoteWeighted.encode({
      proposalId: 1n,
      voter: "a",
      options: [
        { option: 1, weight: "0.5" },
        { option: 3, weight: "0.5" },
      ],
      metadata: "",
    }).finish(),
  ],
  [
    MsgStoreCode.typeUrl,
    MsgStoreCode.encode({
      sender: "a",
      wasmByteCode: bytes,
      instantiatePermission: { permission: 4, addresses: ["a", "b"] },
    }).finish(),
  ],
  [MsgSudoContract.typeUrl, MsgSudoContract.encode({ authority: "a", contract: "b", msg: bytes }).finish()],
  [
    MsgCommunityPoolSpend.typeUrl,
    MsgCommunityPoolSpend.encode({ authority: "a", recipient: "b", amount: [coin, coin] }).finish(),
  ],
  [MsgFundCommunityPool.typeUrl, MsgFundCommunityPool.encode({ depositor: "a", amount: [coin] }).finish()],
  [MsgUpdateParams.typeUrl, MsgUpdateParams.encode(MsgUpdateParams.fromPartial({ authority: "a", params })).finish()],
  [
    MsgRecoverClient.typeUrl,
    MsgRecoverClient.encode({ subjectClientId: "a", substituteClientId: "b", signer: "c" }).finish(),
  ],
];

describe("protobuf", () => {
  test.each(cases)("behavior: %s is written and read as cosmjs-types does", (typeUrl, value, encoded) => {
    const fields = MESSAGES[typeUrl]?.fields;
    if (fields === undefined) throw new Error(typeUrl);
    expect(encodeFields(fields, value as Record<string, unknown>)).toEqual(new Uint8Array(encoded));
    expect(decodeFields(fields, encoded)).toMatchObject(
      Object.fromEntries(
        Object.entries(value).filter(([key]) => Object.values(fields).some(({ name }) => name === key)),
      ),
    );
  });

  test.each(numbered)("behavior: %s is read whole", (typeUrl, encoded) => {
    const fields = MESSAGES[typeUrl]?.fields;
    if (fields === undefined) throw new Error(typeUrl);
    expect(encodeFields(fields, decodeFields(fields, encoded))).toEqual(new Uint8Array(encoded));
  });

  test("behavior: the field that names the signer is one of each message's", () => {
    for (const [typeUrl, { signer, fields }] of Object.entries(MESSAGES)) {
      expect(Object.values(fields).find(({ name }) => name === signer)?.kind, typeUrl).toBe("string");
    }
  });

  test("behavior: the response to a proposal", () => {
    const encoded = MsgSubmitProposalResponse.encode({ proposalId: LARGEST }).finish();
    expect(encodeFields(Response.submitProposal, { proposalId: LARGEST })).toEqual(new Uint8Array(encoded));
  });

  test("behavior: a response", () => {
    const response = { address: "juno1x", data: bytes };
    const encoded = MsgInstantiateContractResponse.encode(response).finish();
    expect(encodeFields(Response.instantiate, response)).toEqual(new Uint8Array(encoded));
  });

  test.each([[[0x0a]], [[0x0a, 0x05, 0x61]], [[0x0f, 0x01]], [[0x18, ...new Array(11).fill(0xff)]]])(
    "error: RangeError or TypeError for %j",
    (raw) => {
      expect(() => decodeFields(MESSAGES[MsgDelegate.typeUrl]?.fields ?? {}, Uint8Array.from(raw))).toThrow(
        /end|wire type|too long/,
      );
    },
  );
});
