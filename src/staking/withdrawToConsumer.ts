import { consumerErrorFrom } from "../consumer/errors.js";
import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { stakingErrorFrom } from "./errors.js";
import { withdrawToConsumerWire } from "./wire.js";

export interface WithdrawToConsumerParams extends CallParams {
  /** A consumer contract on this chain. */
  readonly consumer: string;
  /** Operator address on this chain. */
  readonly validator: string;
}

/**
 * Message of {@link withdrawToConsumer}.
 *
 * @throws InvalidAddressError
 *
 * @example
 * ```ts
 * withdrawToConsumerMsg({ contract, sender, consumer, validator });
 * ```
 */
export function withdrawToConsumerMsg(params: WithdrawToConsumerParams): ExecuteMsg {
  return executeMsg(params, withdrawToConsumerWire(params));
}

/**
 * Pays a consumer what a validator has earned it (meta-staking's `withdraw_to_costumer`); the consumer sends it on to
 * its provider. Anyone may.
 *
 * @throws as {@link withdrawToConsumerMsg}; NoRewardsError; UnknownConsumerError; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await withdrawToConsumer(client, { contract, sender, consumer, validator });
 * ```
 */
export async function withdrawToConsumer(
  client: SigningClient,
  params: WithdrawToConsumerParams,
  options?: SendOptions,
): Promise<SentTx> {
  return sendMsgs(client, params.sender, [withdrawToConsumerMsg(params)], {
    ...options,
    errors: [stakingErrorFrom, consumerErrorFrom],
  });
}
