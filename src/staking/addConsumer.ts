import type { SigningClient } from "../core/client.js";
import type { Coin } from "../core/coin.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SudoContractMsg, sudoContractMsg } from "../core/sudo.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { stakingErrorFrom } from "./errors.js";
import { addConsumerWire, bySudo } from "./wire.js";

export interface AddConsumerParams extends CallParams {
  /** A consumer contract on this chain. */
  readonly consumer: string;
  /** The most that may be delegated for it, in base units of the chain's staking denom. */
  readonly funds: Coin;
}

/**
 * Message of {@link addConsumer}.
 *
 * @throws InvalidAddressError, InvalidDenomError, InvalidAmountError
 *
 * @example
 * ```ts
 * addConsumerMsg({ contract, sender, consumer, funds });
 * ```
 */
export function addConsumerMsg(params: AddConsumerParams): ExecuteMsg {
  return executeMsg(params, bySudo(addConsumerWire(params.sender, params)));
}

/**
 * Registers a consumer and the tokens of meta-staking's balance that may be delegated for it (meta-staking's `sudo`,
 * `add_consumer`). Its admin may; governance by {@link addConsumerSudoMsg}.
 *
 * @throws as {@link addConsumerMsg}; TooManyConsumersError; UnauthorizedError; ConsumerExistsError;
 * IncorrectDenomError; NotEnoughFundsError; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await addConsumer(client, { contract, sender, consumer, funds });
 * ```
 */
export async function addConsumer(
  client: SigningClient,
  params: AddConsumerParams,
  options?: SendOptions,
): Promise<SentTx> {
  return sendMsgs(client, params.sender, [addConsumerMsg(params)], { ...options, errors: [stakingErrorFrom] });
}

/**
 * The same as {@link addConsumerMsg} for a proposal of x/gov, by meta-staking's `sudo` entry point.
 *
 * @throws as {@link addConsumerMsg}
 *
 * @example
 * ```ts
 * addConsumerSudoMsg({ contract, authority, consumer, funds });
 * ```
 */
export function addConsumerSudoMsg(
  params: Omit<AddConsumerParams, "sender"> & { readonly authority: string },
): SudoContractMsg {
  return sudoContractMsg(params, addConsumerWire(params.authority, params));
}
