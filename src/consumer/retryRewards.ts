import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { stakingErrorFrom } from "../staking/errors.js";
import { consumerErrorFrom } from "./errors.js";
import { retryRewardsWire } from "./wire.js";

export interface RetryRewardsParams extends CallParams {
  /** Steps of this one message; the contract has its own maximum. */
  readonly limit?: number;
}

/**
 * Message of {@link retryRewards}.
 *
 * @throws InvalidAddressError, InvalidArgumentError
 *
 * @example
 * ```ts
 * retryRewardsMsg({ contract, sender });
 * ```
 */
export function retryRewardsMsg(params: RetryRewardsParams): ExecuteMsg {
  return executeMsg(params, retryRewardsWire(params));
}

/**
 * Repeats the step of sending rewards that failed, announcement or transfer, validator by validator (the consumer's
 * `retry_rewards`). Anyone may.
 *
 * @throws as {@link retryRewardsMsg}; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await retryRewards(client, { contract, sender });
 * ```
 */
export async function retryRewards(
  client: SigningClient,
  params: RetryRewardsParams,
  options?: SendOptions,
): Promise<SentTx> {
  return sendMsgs(client, params.sender, [retryRewardsMsg(params)], {
    ...options,
    errors: [consumerErrorFrom, stakingErrorFrom],
  });
}
