import { ByteReader, ByteWriter } from "./bytes.js";

/** How a field is written and what its value is in a message of cosmjs-types. */
type FieldKind = "string" | "bytes" | "uint64" | "bool" | Fields;

/** Fields of a message by number; `many` marks a list. */
export type Fields = Readonly<
  Record<number, { readonly name: string; readonly kind: FieldKind; readonly many?: true }>
>;

const VARINT = 0;
const LENGTH_DELIMITED = 2;
const text = new TextEncoder();

/** Writes a message; fields that are missing or empty are left out, as proto3 does. */
export function encodeFields(fields: Fields, value: Readonly<Record<string, unknown>>): Uint8Array {
  const out = new ByteWriter(64);
  for (const [number, { name, kind, many }] of Object.entries(fields)) {
    const field = value[name];
    if (field === undefined || field === null) continue;
    for (const item of many ? (field as readonly unknown[]) : [field]) {
      encodeField(out, Number(number), kind, item, many === true);
    }
  }
  return out.finish().slice();
}

function encodeField(out: ByteWriter, number: number, kind: FieldKind, value: unknown, listed: boolean): void {
  if (kind === "uint64" || kind === "bool") {
    const integer = BigInt(value as bigint | number | string | boolean);
    if (integer === 0n) return;
    out.u32(number * 8 + VARINT);
    varint(out, integer);
    return;
  }
  const bytes = lengthDelimited(kind, value);
  if (bytes.length === 0 && !listed && typeof kind === "string") return;
  out.u32(number * 8 + LENGTH_DELIMITED);
  out.u32(bytes.length);
  out.append(bytes);
}

function lengthDelimited(kind: Exclude<FieldKind, "uint64" | "bool">, value: unknown): Uint8Array {
  if (kind === "string") return text.encode(value as string);
  if (kind === "bytes") return value as Uint8Array;
  return encodeFields(kind, value as Readonly<Record<string, unknown>>);
}

function varint(out: ByteWriter, value: bigint): void {
  let rest = BigInt.asUintN(64, value);
  while (rest >= 0x80n) {
    out.byte(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  out.byte(Number(rest));
}

/** Reads a message; what is not there has its type's zero. Throws a RangeError or TypeError where the bytes are none. */
export function decodeFields(fields: Fields, bytes: Uint8Array): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const { name, kind, many } of Object.values(fields)) value[name] = many ? [] : zero(kind);
  const reader = new ByteReader(bytes);
  while (!reader.done) {
    const tag = reader.u32();
    const field = fields[tag >>> 3];
    const item = decodeItem(reader, tag & 7, field?.kind);
    if (field === undefined) continue;
    if (field.many) (value[field.name] as unknown[]).push(item);
    else value[field.name] = item;
  }
  return value;
}

function zero(kind: FieldKind): unknown {
  if (kind === "string") return "";
  if (kind === "bytes") return new Uint8Array();
  if (kind === "uint64") return 0n;
  return kind === "bool" ? false : undefined;
}

function decodeItem(reader: ByteReader, wire: number, kind: FieldKind | undefined): unknown {
  if (wire === VARINT) {
    const value = readVarint(reader);
    return kind === "bool" ? value !== 0n : value;
  }
  if (wire !== LENGTH_DELIMITED) throw new TypeError(`unexpected wire type ${wire}`);
  const part = reader.part(reader.u32());
  const bytes = part.bytes.slice(part.at, part.end);
  if (kind === "string") return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  return kind === "bytes" || kind === undefined || typeof kind === "string" ? bytes : decodeFields(kind, bytes);
}

function readVarint(reader: ByteReader): bigint {
  let value = 0n;
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = reader.byte();
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return BigInt.asUintN(64, value);
  }
  throw new RangeError("integer too long");
}
