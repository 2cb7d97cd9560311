import { ed25519 } from "@noble/curves/ed25519.js";
import { secp256k1 } from "@noble/curves/secp256k1.js";

/** What the host answers for a signature: 0 is right, 1 is wrong, the rest says what could not be read. */
const Verdict = {
  valid: 0,
  invalid: 1,
  hashFormat: 3,
  signatureFormat: 4,
  keyFormat: 5,
  recoveryParameter: 6,
  batch: 7,
  generic: 10,
} as const;

/** ECDSA over a hash of 32 bytes; signatures of 64 bytes, high `s` is taken as chains take it. */
export function secp256k1Verify(hash: Uint8Array, signature: Uint8Array, key: Uint8Array): number {
  if (hash.length !== 32) return Verdict.hashFormat;
  if (signature.length !== 64) return Verdict.signatureFormat;
  if (!isSecpKeyFormat(key)) return Verdict.keyFormat;
  try {
    secp256k1.Signature.fromBytes(signature, "compact");
    secp256k1.Point.fromBytes(key);
  } catch {
    return Verdict.generic;
  }
  return secp256k1.verify(signature, hash, key, { prehash: false, lowS: false }) ? Verdict.valid : Verdict.invalid;
}

/** The key (65 bytes) that signed, or the code of what is wrong. */
export function secp256k1Recover(hash: Uint8Array, signature: Uint8Array, parameter: number): Uint8Array | number {
  if (hash.length !== 32) return Verdict.hashFormat;
  if (signature.length !== 64) return Verdict.signatureFormat;
  if (parameter !== 0 && parameter !== 1) return Verdict.recoveryParameter;
  try {
    const recoverable = secp256k1.Signature.fromBytes(signature, "compact").addRecoveryBit(parameter);
    return recoverable.recoverPublicKey(hash).toBytes(false);
  } catch {
    return Verdict.generic;
  }
}

/** Ed25519 with the rules of ZIP 215, which chains use. */
export function ed25519Verify(message: Uint8Array, signature: Uint8Array, key: Uint8Array): number {
  if (signature.length !== 64) return Verdict.signatureFormat;
  if (key.length !== 32) return Verdict.keyFormat;
  return isEd25519(message, signature, key) ? Verdict.valid : Verdict.invalid;
}

/** As many messages, signatures and keys; or one message, or one key, for all the rest. An empty batch is right. */
export function ed25519BatchVerify(
  messages: readonly Uint8Array[],
  signatures: readonly Uint8Array[],
  keys: readonly Uint8Array[],
): number {
  const count = signatures.length;
  const oneMessage = messages.length === 1 && keys.length === count;
  const oneKey = keys.length === 1 && messages.length === count;
  if (!oneMessage && !oneKey && (messages.length !== count || keys.length !== count)) return Verdict.batch;
  if (signatures.some((signature) => signature.length !== 64)) return Verdict.signatureFormat;
  if (keys.some((key) => key.length !== 32)) return Verdict.keyFormat;
  const right = signatures.every((signature, i) => {
    const message = oneMessage ? messages[0] : messages[i];
    const key = oneKey ? keys[0] : keys[i];
    return message !== undefined && key !== undefined && isEd25519(message, signature, key);
  });
  return right ? Verdict.valid : Verdict.invalid;
}

function isEd25519(message: Uint8Array, signature: Uint8Array, key: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, message, key, { zip215: true });
  } catch {
    return false;
  }
}

function isSecpKeyFormat(key: Uint8Array): boolean {
  if (key.length === 33) return key[0] === 2 || key[0] === 3;
  return key.length === 65 && key[0] === 4;
}
