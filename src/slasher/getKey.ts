import type { QueryClient } from "../core/client.js";
import { queryContract } from "../core/query.js";
import { keyAnswer } from "./schema.js";
import { keyWire } from "./wire.js";

export interface GetKeyParams {
  /** The slasher. */
  readonly contract: string;
  /** Operator address on the consumer chain. */
  readonly validator: string;
  /** Height on the consumer chain. */
  readonly height: number;
}

/** A validator signs its votes with a key from one height to another, both included. */
export interface KeyRange {
  /** Operator address on the consumer chain. */
  readonly validator: string;
  /** Ed25519, 32 bytes. */
  readonly pubkey: Uint8Array;
  readonly fromHeight: number;
  /** Undefined while the range has no end. */
  readonly toHeight: number | undefined;
}

/**
 * The key with which a validator signs at a height; undefined where none is registered for it.
 *
 * @throws InvalidAddressError, InvalidArgumentError, QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const key = await getKey(client, { contract, validator, height: 4711 });
 * ```
 */
export async function getKey(client: QueryClient, params: GetKeyParams): Promise<KeyRange | undefined> {
  const answer = await queryContract(client, params.contract, keyWire(params), keyAnswer);
  return answer.key;
}
