import * as z from "zod/mini";
import { Decimal } from "../math/decimal.js";
import { MAX_UINT128, parseAmount } from "../math/uint.js";

const MAX_UINT32 = 2 ** 32 - 1;
const UINT128 = "a decimal string from 0 to 2¹²⁸ − 1";
const DECIMAL = "a decimal string with at most 18 places";

/** Runs a strict parser inside a codec: what it throws becomes an issue at this place of the data. */
function parsed<T>(parse: (text: string) => T, expected: string) {
  return (text: string, context: z.core.ParsePayload): T => {
    try {
      return parse(text);
    } catch {
      context.issues.push({ code: "custom", message: expected, input: text });
      return z.NEVER;
    }
  };
}

const isAmount = z.refine<bigint>((value) => value >= 0n && value <= MAX_UINT128, UINT128);

/** `Uint128` ⇄ bigint. Digits only, checked before they become a number. */
export const uint128 = z.codec(z.string(), z.bigint().check(isAmount), {
  decode: parsed(parseAmount, UINT128),
  encode: (amount) => amount.toString(),
});

/** `Decimal` ⇄ {@link Decimal}. */
export const decimal = z.codec(
  z.string(),
  z.custom<Decimal>((value) => typeof (value as Decimal | undefined)?.atomics === "bigint"),
  { decode: parsed(Decimal.parse, DECIMAL), encode: (value) => value.toString() },
);

/** `u64` as a JSON number. One that a double can't hold exactly is refused, not rounded. */
export const uint64 = z.int().check(z.minimum(0));

/** Seconds in an event's attribute, where every value is a text. */
export const secondsText = z.codec(z.string().check(z.regex(/^\d{1,15}$/)), z.int(), {
  decode: Number,
  encode: String,
});

/** `u32` as a JSON number. */
export const uint32 = z.int().check(z.minimum(0), z.maximum(MAX_UINT32));

/** `Option<T>` of an answer: missing and null are the same, undefined. */
export function option<S extends z.core.$ZodType>(schema: S) {
  return z.pipe(
    z.optional(z.nullable(schema)),
    z.transform((value: z.output<S> | null | undefined): z.output<S> | undefined => value ?? undefined),
  );
}

/** `Coin` of an answer; `amount` becomes a bigint. */
export const coin = z.object({ denom: z.string(), amount: uint128 });

/** A decimal string of a message: what builders write, checked but not converted. */
export const uint128Text = z.string().check(z.refine((text) => isParsed(parseAmount, text), UINT128));

/** A `Decimal` of a message: what builders write, checked but not converted. */
export const decimalText = z.string().check(z.refine((text) => isParsed(Decimal.parse, text), DECIMAL));

/** `Coin` of a message. */
export const coinText = z.strictObject({ denom: z.string(), amount: uint128Text });

function isParsed(parse: (text: string) => unknown, text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}
