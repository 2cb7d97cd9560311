import { assertAccount } from "../core/address.js";
import { fromBech32, toBech32 } from "../core/bech32.js";
import { toUtf8 } from "../core/bytes.js";
import { InvalidArgumentError } from "../errors/input.js";
import { sha256 } from "./hash.js";

export interface PredictAddressParams {
  /** sha256 of the wasm, 32 bytes. */
  readonly checksum: Uint8Array;
  /** The account that will send the instantiate2 message. */
  readonly creator: string;
  /** 1 to 64 bytes. */
  readonly salt: Uint8Array;
}

/** A part with its length in front, as 8 bytes, big endian. */
function prefixed(part: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(8 + part.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(part.length));
  bytes.set(part, 8);
  return bytes;
}

/**
 * The address that `MsgInstantiateContract2` (with `fixMsg` false) will give a contract, and with it its IBC port
 * `wasm.<address>`, before anything is sent. Mirrors x/wasm's predictable address generator.
 *
 * @throws InvalidAddressError, InvalidArgumentError
 *
 * @example
 * ```ts
 * await predictAddress({ checksum, creator, salt: new TextEncoder().encode("mesh-lockup") });
 * ```
 */
export async function predictAddress(params: PredictAddressParams): Promise<string> {
  const prefix = assertAccount(params.creator, undefined, "creator");
  if (params.checksum.length !== 32) throw new InvalidArgumentError("checksum", "32 bytes", params.checksum.length);
  if (params.salt.length < 1 || params.salt.length > 64) {
    throw new InvalidArgumentError("salt", "1 to 64 bytes", params.salt.length);
  }
  const none = new Uint8Array();
  const parts = [params.checksum, fromBech32(params.creator).bytes, params.salt, none].map(prefixed);
  const key = Uint8Array.from([...toUtf8("wasm\0"), ...parts.flatMap((part) => [...part])]);
  const type = await sha256(toUtf8("module"));
  return toBech32(prefix, await sha256(Uint8Array.from([...type, ...key])));
}
