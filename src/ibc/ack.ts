import { fromBase64, fromJsonBytes, toBase64, toJsonBytes } from "../core/bytes.js";
import { decode } from "../core/query.js";
import { ack, announcedAck, listStakesAck, listValidatorsAck } from "./schema.js";

/** What the receiving side answered. */
export type Ack =
  | { readonly ok: true; readonly result: Uint8Array }
  | {
      readonly ok: false;
      /** The contract's text, or only a code where chain and version keep the text to themselves. */
      readonly error: string;
    };

/** Stake that the consumer holds for one validator. */
export interface ListedStake {
  readonly validator: string;
  /** Base units of the provider chain's token. */
  readonly amount: bigint;
}

/**
 * Reads an acknowledgement: `{"result": base64}` or `{"error": text}`.
 *
 * @throws DecodeError
 *
 * @example
 * ```ts
 * decodeAck(toUtf8('{"result":"e30="}')); // { ok: true, result: bytes of "{}" }
 * ```
 */
export function decodeAck(bytes: Uint8Array): Ack {
  const parsed = decode(ack, fromJsonBytes(bytes), "acknowledgement");
  return "error" in parsed ? { ok: false, error: parsed.error } : { ok: true, result: fromBase64(parsed.result) };
}

/**
 * Writes an acknowledgement, as the contracts do.
 *
 * @example
 * ```ts
 * encodeAck({ ok: false, error: "Unknown validator: junovaloper1…" });
 * ```
 */
export function encodeAck(value: Ack): Uint8Array {
  return toJsonBytes(value.ok ? { result: toBase64(value.result) } : { error: value.error });
}

/**
 * The validators in the answer to a `listValidators` packet.
 *
 * @throws DecodeError
 *
 * @example
 * ```ts
 * decodeListValidatorsAck(outcome.result);
 * ```
 */
export function decodeListValidatorsAck(result: Uint8Array): readonly string[] {
  return decode(listValidatorsAck, fromJsonBytes(result), "answer to list_validators").validators;
}

/**
 * The stakes in the answer to a `listStakes` packet.
 *
 * @throws DecodeError
 *
 * @example
 * ```ts
 * decodeListStakesAck(outcome.result);
 * ```
 */
export function decodeListStakesAck(result: Uint8Array): readonly ListedStake[] {
  return decode(listStakesAck, fromJsonBytes(result), "answer to list_stakes").stakes;
}

/**
 * The answer to an `announced` packet: all that `rewards` packets of that channel announced of that validator's rewards,
 * in base units of the consumer chain's token.
 *
 * @throws DecodeError
 *
 * @example
 * ```ts
 * decodeAnnouncedAck(outcome.result); // 12n
 * ```
 */
export function decodeAnnouncedAck(result: Uint8Array): bigint {
  return decode(announcedAck, fromJsonBytes(result), "answer to announced").amount;
}
