import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { stakingErrorFrom } from "../staking/errors.js";
import { consumerErrorFrom } from "./errors.js";
import { rebalanceWire } from "./wire.js";

export interface RebalanceParams extends CallParams {
  /** Validators that this one message moves; the contract has its own maximum. */
  readonly limit?: number;
}

/**
 * Message of {@link rebalance}.
 *
 * @throws InvalidAddressError, InvalidArgumentError
 *
 * @example
 * ```ts
 * rebalanceMsg({ contract, sender });
 * ```
 */
export function rebalanceMsg(params: RebalanceParams): ExecuteMsg {
  return executeMsg(params, rebalanceWire(params));
}

/**
 * Brings what is asked of meta-staking to the price in force, validator by validator, going on where the last call
 * stopped (the consumer's `rebalance`). Anyone may, while the price is fresh.
 *
 * @throws as {@link rebalanceMsg}; NoFreshPriceError; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await rebalance(client, { contract, sender });
 * ```
 */
export async function rebalance(
  client: SigningClient,
  params: RebalanceParams,
  options?: SendOptions,
): Promise<SentTx> {
  return sendMsgs(client, params.sender, [rebalanceMsg(params)], {
    ...options,
    errors: [consumerErrorFrom, stakingErrorFrom],
  });
}
