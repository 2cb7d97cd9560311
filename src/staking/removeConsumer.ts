import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SudoContractMsg, sudoContractMsg } from "../core/sudo.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { stakingErrorFrom } from "./errors.js";
import { bySudo, removeConsumerWire } from "./wire.js";

export interface RemoveConsumerParams extends CallParams {
  /** A consumer contract on this chain. */
  readonly consumer: string;
}

/**
 * Message of {@link removeConsumer}.
 *
 * @throws InvalidAddressError
 *
 * @example
 * ```ts
 * removeConsumerMsg({ contract, sender, consumer });
 * ```
 */
export function removeConsumerMsg(params: RemoveConsumerParams): ExecuteMsg {
  return executeMsg(params, bySudo(removeConsumerWire(params.sender, params)));
}

/**
 * Removes a consumer that has no stake and no rewards left (meta-staking's `sudo`, `remove_consumer`). Its admin may;
 * governance by {@link removeConsumerSudoMsg}.
 *
 * @throws as {@link removeConsumerMsg}; UnauthorizedError; UnknownConsumerError; ConsumerHasStakeError;
 * ConsumerHasRewardsError; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await removeConsumer(client, { contract, sender, consumer });
 * ```
 */
export async function removeConsumer(
  client: SigningClient,
  params: RemoveConsumerParams,
  options?: SendOptions,
): Promise<SentTx> {
  return sendMsgs(client, params.sender, [removeConsumerMsg(params)], { ...options, errors: [stakingErrorFrom] });
}

/**
 * The same as {@link removeConsumerMsg} for a proposal of x/gov, by meta-staking's `sudo` entry point.
 *
 * @throws as {@link removeConsumerMsg}
 *
 * @example
 * ```ts
 * removeConsumerSudoMsg({ contract, authority, consumer });
 * ```
 */
export function removeConsumerSudoMsg(
  params: Omit<RemoveConsumerParams, "sender"> & { readonly authority: string },
): SudoContractMsg {
  return sudoContractMsg(params, removeConsumerWire(params.authority, params));
}
