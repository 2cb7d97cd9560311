import { fromUtf8 } from "../core/bytes.js";
import { DecodeError } from "../errors/answer.js";
import type { PacketIds } from "../errors/packet.js";

const CUT = "whole protobuf";

interface Field {
  readonly number: number;
  /** Of length-delimited fields; empty otherwise. */
  readonly bytes: Uint8Array;
  /** Of varint fields; 0 otherwise. */
  readonly varint: bigint;
}

function varintAt(bytes: Uint8Array, at: number): readonly [value: bigint, next: number] {
  let value = 0n;
  for (let place = 0; place < 10; place++) {
    const byte = bytes[at + place];
    if (byte === undefined) throw new DecodeError("", CUT);
    value |= BigInt(byte & 0x7f) << BigInt(7 * place);
    if (byte < 0x80) return [value, at + place + 1];
  }
  throw new DecodeError("", CUT);
}

function* fieldsOf(bytes: Uint8Array): Generator<Field> {
  const nothing = new Uint8Array(0);
  let at = 0;
  while (at < bytes.length) {
    const [tag, start] = varintAt(bytes, at);
    const number = Number(tag >> 3n);
    const type = Number(tag & 7n);
    if (type === 0) {
      const [varint, next] = varintAt(bytes, start);
      yield { number, bytes: nothing, varint };
      at = next;
      continue;
    }
    const [length, body] = type === 2 ? varintAt(bytes, start) : ([type === 1 ? 8n : 4n, start] as const);
    at = body + Number(length);
    if ((type !== 1 && type !== 2 && type !== 5) || at > bytes.length) throw new DecodeError("", CUT);
    yield { number, bytes: type === 2 ? bytes.subarray(body, at) : nothing, varint: 0n };
  }
}

function only(bytes: Uint8Array, number: number): Field | undefined {
  let last: Field | undefined;
  for (const field of fieldsOf(bytes)) if (field.number === number) last = field;
  return last;
}

const text = (bytes: Uint8Array, number: number) => fromUtf8(only(bytes, number)?.bytes ?? new Uint8Array(0));

/**
 * The acknowledgement that a relayer delivered for this packet, out of a transaction's bytes (`TxRaw` → `TxBody` →
 * `MsgAcknowledgement`); chains don't repeat it in the events of the sending side. Undefined where no message of the
 * transaction is about the packet.
 *
 * @throws DecodeError where the bytes are no transaction.
 */
export function ackInTx(tx: Uint8Array, ids: PacketIds): Uint8Array | undefined {
  const body = only(tx, 1)?.bytes ?? new Uint8Array(0);
  for (const { number, bytes: any } of fieldsOf(body)) {
    if (number !== 1 || text(any, 1) !== "/ibc.core.channel.v1.MsgAcknowledgement") continue;
    const message = only(any, 2)?.bytes ?? new Uint8Array(0);
    const packet = only(message, 1)?.bytes ?? new Uint8Array(0);
    const same =
      (only(packet, 1)?.varint ?? 0n) === ids.sequence &&
      text(packet, 2) === ids.sourcePort &&
      text(packet, 3) === ids.sourceChannel;
    if (same) return only(message, 2)?.bytes;
  }
  return undefined;
}
