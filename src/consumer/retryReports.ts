import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { consumerErrorFrom } from "./errors.js";
import { retryReportsWire } from "./wire.js";

export interface RetryReportsParams extends CallParams {
  /** Validators of this one message; the contract has its own maximum. */
  readonly limit?: number;
}

/**
 * Message of {@link retryReports}.
 *
 * @throws InvalidAddressError, InvalidArgumentError
 *
 * @example
 * ```ts
 * retryReportsMsg({ contract, sender });
 * ```
 */
export function retryReportsMsg(params: RetryReportsParams): ExecuteMsg {
  return executeMsg(params, retryReportsWire(params));
}

/**
 * Sends reports of slashes that were not sent, were refused or got lost (the consumer's `retry_reports`). Anyone may.
 *
 * @throws as {@link retryReportsMsg}; NoChannelError; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await retryReports(client, { contract, sender });
 * ```
 */
export async function retryReports(
  client: SigningClient,
  params: RetryReportsParams,
  options?: SendOptions,
): Promise<SentTx> {
  return sendMsgs(client, params.sender, [retryReportsMsg(params)], { ...options, errors: [consumerErrorFrom] });
}
