import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { slasherErrorFrom } from "./errors.js";
import { registerKeyWire } from "./wire.js";

export interface RegisterKeyParams extends CallParams {
  /** Operator address on the consumer chain. */
  readonly validator: string;
  /** Its consensus key: ed25519, 32 bytes. */
  readonly pubkey: Uint8Array;
  /** First height of the consumer chain at which it signs with the key, from 1. */
  readonly fromHeight: number;
  /** Last height, included; without it the range ends before the validator's next one. */
  readonly toHeight?: number;
}

/**
 * Message of {@link registerKey}.
 *
 * @throws InvalidAddressError, InvalidArgumentError
 *
 * @example
 * ```ts
 * registerKeyMsg({ contract, sender, validator, pubkey: new Uint8Array(32).fill(7), fromHeight: 1 });
 * ```
 */
export function registerKeyMsg(params: RegisterKeyParams): ExecuteMsg {
  return executeMsg(params, registerKeyWire(params));
}

/**
 * Says with which key a validator signs its votes at which heights (the slasher's `register_key`). Its owner may.
 * Ranges never overlap and are never deleted; the same key and first height once more, now with `toHeight`, give an
 * open range its end.
 *
 * @throws as {@link registerKeyMsg}; UnauthorizedError; WeakPubkeyError; ForeignPubkeyError; KeyOverlapError;
 * TooManyKeysError; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * const pubkey = fromBase64("JhdTa1Ao/lRg9il2D9LMFT3oEnlj9Z24iAFvIe/uCF0=");
 * await registerKey(client, { contract, sender, validator, pubkey, fromHeight: 1 });
 * ```
 */
export async function registerKey(
  client: SigningClient,
  params: RegisterKeyParams,
  options?: SendOptions,
): Promise<SentTx> {
  return sendMsgs(client, params.sender, [registerKeyMsg(params)], { ...options, errors: [slasherErrorFrom] });
}
