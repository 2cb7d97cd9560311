/** A fraction of whole numbers below 2⁵³, as doubles. */
export interface Quotient {
  readonly numerator: number;
  readonly denominator: number;
}

const LIMIT = 2 ** 53;
const LIMB = 2 ** 24;
const MASK = LIMB - 1;
const MODULUS = 2 ** 48;

/** The quotient in doubles, or nothing where a side is 2⁵³ or more. */
export function quotientOf(numerator: bigint, denominator: bigint): Quotient | undefined {
  const quotient = { numerator: Number(numerator), denominator: Number(denominator) };
  return quotient.numerator < LIMIT && quotient.denominator < LIMIT ? quotient : undefined;
}

/** `a × b` modulo 2⁴⁸, for whole numbers below 2⁵³: limbs of 24 bits, so that every step is exact in a double. */
function productLow(a: number, b: number): number {
  const a0 = a & MASK;
  const b0 = b & MASK;
  const a1 = Math.floor(a / LIMB) & MASK;
  const b1 = Math.floor(b / LIMB) & MASK;
  const low = a0 * b0 + ((a1 * b0 + a0 * b1) & MASK) * LIMB;
  return low >= MODULUS ? low - MODULUS : low;
}

/** `weight × numerator − whole × denominator` modulo 2⁴⁸. */
function differenceLow(weight: number, whole: number, { numerator, denominator }: Quotient): number {
  const low = productLow(weight, numerator) - productLow(whole, denominator);
  return low < 0 ? low + MODULUS : low;
}

/**
 * `floor(weight × numerator / denominator)` where `nearest` is the whole number next to it, 2⁻⁷ away at most: the
 * difference is then below 2⁴⁶, and its sign is that of its low 48 bits.
 */
export function exactQuotient(weight: number, nearest: number, quotient: Quotient): number {
  return differenceLow(weight, nearest, quotient) >= MODULUS / 2 ? nearest - 1 : nearest;
}

/**
 * `weight × numerator − part × denominator` where `part` is the floor of the quotient: from 0 to the denominator. Its
 * low 48 bits are exact, the product in doubles says the rest.
 */
export function exactRemainder(weight: number, part: number, quotient: Quotient): number {
  const low = differenceLow(weight, part, quotient);
  const near = ((weight * quotient.numerator) / quotient.denominator - part) * quotient.denominator;
  return low + MODULUS * Math.round((near - low) / MODULUS);
}
