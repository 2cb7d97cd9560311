import { MsgDelegate } from "cosmjs-types/cosmos/staking/v1beta1/tx";
import {
  MsgExecuteContract,
  MsgInstantiateContract2,
  MsgInstantiateContractResponse,
} from "cosmjs-types/cosmwasm/wasm/v1/tx";
import { MsgTransfer } from "cosmjs-types/ibc/applications/transfer/v1/tx";
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
