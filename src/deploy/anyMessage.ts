import { toUtf8 } from "../core/bytes.js";
import type { EncodeObject, WireCoin } from "../core/client.js";
import { InvalidArgumentError } from "../errors/input.js";

/** A message inside another one, in protobuf: `google.protobuf.Any`. */
export interface AnyMessage {
  readonly typeUrl: string;
  readonly value: Uint8Array;
}

type Kind = "text" | "bytes" | "number" | "flag" | "coins";
type Field = readonly [number: number, key: string, kind: Kind];

const SPENDING: readonly Field[] = [
  [1, "authority", "text"],
  [2, "recipient", "text"],
  [3, "amount", "coins"],
];

/** The messages of an installation and of what governance decides about one: their fields in protobuf. */
const FIELDS: Readonly<Record<string, readonly Field[]>> = {
  "/cosmwasm.wasm.v1.MsgStoreCode": [
    [1, "sender", "text"],
    [2, "wasmByteCode", "bytes"],
  ],
  "/cosmwasm.wasm.v1.MsgInstantiateContract2": [
    [1, "sender", "text"],
    [2, "admin", "text"],
    [3, "codeId", "number"],
    [4, "label", "text"],
    [5, "msg", "bytes"],
    [6, "funds", "coins"],
    [7, "salt", "bytes"],
    [8, "fixMsg", "flag"],
  ],
  "/cosmwasm.wasm.v1.MsgExecuteContract": [
    [1, "sender", "text"],
    [2, "contract", "text"],
    [3, "msg", "bytes"],
    [5, "funds", "coins"],
  ],
  "/cosmwasm.wasm.v1.MsgSudoContract": [
    [1, "authority", "text"],
    [2, "contract", "text"],
    [3, "msg", "bytes"],
  ],
  "/cosmos.bank.v1beta1.MsgSend": [
    [1, "fromAddress", "text"],
    [2, "toAddress", "text"],
    [3, "amount", "coins"],
  ],
  "/cosmos.distribution.v1beta1.MsgCommunityPoolSpend": SPENDING,
  "/cosmos.protocolpool.v1.MsgCommunityPoolSpend": SPENDING,
};

function varint(value: bigint): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80n; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return [...bytes, Number(rest)];
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const NUMBER = 0;
const LENGTH = 2;
const tag = (number: number, wire: number) => varint(BigInt((number << 3) | wire));

/** A field with its length in front; nothing where it is empty, which is how protobuf leaves out a default. */
function delimited(number: number, bytes: Uint8Array): readonly Uint8Array[] {
  if (bytes.length === 0) return [];
  return [Uint8Array.from([...tag(number, LENGTH), ...varint(BigInt(bytes.length))]), bytes];
}

function whole(number: number, value: bigint): readonly Uint8Array[] {
  return value === 0n ? [] : [Uint8Array.from([...tag(number, NUMBER), ...varint(value)])];
}

function coin({ denom, amount }: WireCoin): Uint8Array {
  return joined([...delimited(1, toUtf8(denom)), ...delimited(2, toUtf8(amount))]);
}

function encoded([number, key, kind]: Field, fields: Readonly<Record<string, unknown>>): readonly Uint8Array[] {
  const value = fields[key];
  switch (kind) {
    case "text":
      return delimited(number, toUtf8(value as string));
    case "bytes":
      return delimited(number, value as Uint8Array);
    case "number":
      return whole(number, value as bigint);
    case "flag":
      return whole(number, value === true ? 1n : 0n);
    case "coins":
      return (value as readonly WireCoin[]).flatMap((each) => [...delimited(number, coin(each))]);
  }
}

/**
 * A message in protobuf, to be put into a proposal. One whose value is bytes already is taken as it is, so that messages
 * of any module can stand beside those that this SDK builds.
 *
 * @throws InvalidArgumentError for a message of another type that is not in protobuf yet.
 *
 * @example
 * ```ts
 * anyMessage(addConsumerSudoMsg({ authority, contract, consumer, funds })).value; // protobuf of MsgSudoContract
 * ```
 */
export function anyMessage({ typeUrl, value }: EncodeObject): AnyMessage {
  if (value instanceof Uint8Array) return Object.freeze({ typeUrl, value });
  const fields = Object.hasOwn(FIELDS, typeUrl) ? FIELDS[typeUrl] : undefined;
  if (fields === undefined) {
    throw new InvalidArgumentError("messages", "messages that this SDK builds, or protobuf bytes as value", typeUrl);
  }
  const parts = fields.flatMap((field) => [...encoded(field, value as Readonly<Record<string, unknown>>)]);
  return Object.freeze({ typeUrl, value: joined(parts) });
}
