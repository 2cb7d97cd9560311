import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";

const MODULE = sha256(utf8ToBytes("module"));
const NAME = utf8ToBytes("wasm\0");

/** Big-endian, eight bytes. */
function u64(value: bigint | number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}

/** 32 bytes. Mirrors `address.Module` of the SDK for x/wasm. */
function moduleAddress(key: Uint8Array): Uint8Array {
  return sha256(concatBytes(MODULE, NAME, key));
}

/** Address of the n-th contract of a chain. Mirrors `BuildContractAddressClassic`. */
export function classicAddress(codeId: bigint, instance: bigint): Uint8Array {
  return moduleAddress(concatBytes(u64(codeId), u64(instance)));
}

/** Address that instantiate2 gives. Mirrors `BuildContractAddressPredictable`; `message` is empty unless it is fixed. */
export function predictableAddress(
  checksum: Uint8Array,
  creator: Uint8Array,
  salt: Uint8Array,
  message: Uint8Array,
): Uint8Array {
  const parts = [checksum, creator, salt, message].flatMap((part) => [u64(part.length), part]);
  return moduleAddress(concatBytes(...parts));
}
