import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { encodeAddress } from "./address.js";
import type { GenesisValidator } from "./staking/types.js";

const ADDRESS_BYTES = 20;

/**
 * An address for a name: the same on every chain but for its prefix.
 *
 * @example
 * ```ts
 * const alice = namedAddress("osmo", "alice");
 * ```
 */
export function namedAddress(prefix: string, name: string): string {
  return encodeAddress(prefix, sha256(utf8ToBytes(name)).slice(0, ADDRESS_BYTES));
}

/** Operator address of {@link namedValidator}. */
export function namedOperator(prefix: string, name: string): string {
  return namedAddress(`${prefix}valoper`, name);
}

/**
 * A validator for a name. `selfDelegation` in base units; the chain mints it at genesis.
 *
 * @example
 * ```ts
 * const validators = ["a", "b", "c"].map((name) => namedValidator("juno", name, 1_000_000n));
 * new Chain({ chainId: "juno", prefix: "juno", bondDenom: "ujuno", validators });
 * ```
 */
export function namedValidator(prefix: string, name: string, selfDelegation: bigint): GenesisValidator {
  const consensusPubkey = sha256(utf8ToBytes(`consensus key of ${name}`));
  return { account: namedAddress(prefix, name), consensusPubkey, selfDelegation, moniker: name };
}
