import { createHash, createPrivateKey, createPublicKey, sign } from "node:crypto";

/** DER before a raw ed25519 seed, as PKCS #8 has it. */
const PKCS8_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");
const RAW_KEY_LENGTH = 32;

/** What a validator signs its votes with: ed25519. */
export interface ConsensusKey {
  /** 32 bytes. */
  readonly seed: Uint8Array;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  /** A signature of 64 bytes. */
  sign(bytes: Uint8Array): Uint8Array;
}

/**
 * The consensus key of a validator of a test chain, the same at every start and on embedded and real chains. Anybody can
 * compute it.
 *
 * @example
 * ```ts
 * const { publicKey } = consensusKey("juno-1", "north");
 * ```
 */
export function consensusKey(chainId: string, moniker: string): ConsensusKey {
  const seed = createHash("sha256").update(`mesh-security test chains: ${chainId} ${moniker} consensus`).digest();
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: "der", type: "pkcs8" });
  const publicKey = createPublicKey(key).export({ format: "der", type: "spki" }).subarray(-RAW_KEY_LENGTH);
  return {
    seed: new Uint8Array(seed),
    publicKey: new Uint8Array(publicKey),
    sign: (bytes) => new Uint8Array(sign(null, bytes, key)),
  };
}
