import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { lockupErrorFrom } from "../lockup/errors.js";
import { providerErrorFrom } from "./errors.js";
import { processSlashesWire } from "./wire.js";

export interface ProcessSlashesParams extends CallParams {
  /** Operator address on the consumer chain. */
  readonly validator: string;
  /** The last delegator of the page before. */
  readonly startAfter?: string;
  /** Steps of this one message; the contract has its own maximum. */
  readonly limit?: number;
}

/**
 * Message of {@link processSlashes}.
 *
 * @throws InvalidAddressError, InvalidArgumentError
 *
 * @example
 * ```ts
 * processSlashesMsg({ contract, sender, validator });
 * ```
 */
export function processSlashesMsg(params: ProcessSlashesParams): ExecuteMsg {
  return executeMsg(params, processSlashesWire(params));
}

/**
 * Pushes a slash to the lockup, delegator by delegator (the provider's `process_slashes`). Anyone may; page by page.
 *
 * @throws as {@link processSlashesMsg}; UnknownValidatorError; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await processSlashes(client, { contract, sender, validator });
 * ```
 */
export async function processSlashes(
  client: SigningClient,
  params: ProcessSlashesParams,
  options?: SendOptions,
): Promise<SentTx> {
  return sendMsgs(client, params.sender, [processSlashesMsg(params)], {
    ...options,
    errors: [providerErrorFrom, lockupErrorFrom],
  });
}
