import { InvalidAddressError } from "../errors/input.js";
import { fromBech32 } from "./bech32.js";

/** Prefix endings of addresses that are no accounts: operators, consensus nodes, public keys. */
const NOT_ACCOUNT = /(?:valoper|valcons|pub)$/;
const OPERATOR = "valoper";

function checkPayload(expected: string, address: string, bytes: Uint8Array): void {
  if (bytes.length === 20 || bytes.length === 32) return;
  throw new InvalidAddressError(expected, address, `it holds ${bytes.length} bytes, not 20 or 32`);
}

function parse(expected: string, address: string): { prefix: string; bytes: Uint8Array } {
  try {
    return fromBech32(address);
  } catch (error) {
    if (error instanceof InvalidAddressError) throw new InvalidAddressError(expected, address, error.details[0]);
    throw error;
  }
}

/**
 * Gives back the prefix of an account's or contract's address (20 or 32 bytes).
 *
 * @param prefix - the chain's prefix, where it is known: an address of another chain is refused.
 * @param what - what the address is for, in the error.
 * @throws InvalidAddressError
 *
 * @example
 * ```ts
 * assertAccount("osmo1qqqsyqcyq5rqwzqfpg9scrgwpugpzysntdz28t"); // "osmo"
 * ```
 */
export function assertAccount(address: string, prefix?: string, what = "account"): string {
  const expected = `an address of the ${what}${prefix === undefined ? "" : ` that begins with ${prefix}1`}`;
  const parts = parse(expected, address);
  if (NOT_ACCOUNT.test(parts.prefix)) {
    throw new InvalidAddressError(expected, address, `${parts.prefix} stands for no account`);
  }
  checkPayload(expected, address, parts.bytes);
  if (prefix !== undefined && parts.prefix !== prefix) {
    throw new InvalidAddressError(expected, address, `it is of the chain with the prefix ${parts.prefix}`);
  }
  return parts.prefix;
}

/**
 * Gives back the account prefix of the chain that a validator's operator address (`…valoper1…`) belongs to.
 *
 * @param prefix - that chain's account prefix, where it is known.
 * @throws InvalidAddressError
 *
 * @example
 * ```ts
 * assertValidator("junovaloper1qqqsyqcyq5rqwzqfpg9scrgwpugpzysn2eywdu"); // "juno"
 * ```
 */
export function assertValidator(address: string, prefix?: string): string {
  const expected = `an operator address of a validator (${prefix ?? "…"}${OPERATOR}1…)`;
  const parts = parse(expected, address);
  const chain = parts.prefix.slice(0, -OPERATOR.length);
  if (!parts.prefix.endsWith(OPERATOR) || chain === "") {
    throw new InvalidAddressError(expected, address, `its prefix is ${parts.prefix}`);
  }
  checkPayload(expected, address, parts.bytes);
  if (prefix !== undefined && chain !== prefix) {
    throw new InvalidAddressError(expected, address, `it is of the chain with the prefix ${chain}`);
  }
  return chain;
}
