import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { stakingErrorFrom } from "./errors.js";
import { withdrawDelegatorRewardWire } from "./wire.js";

export interface WithdrawDelegatorRewardParams extends CallParams {
  /** Operator address on this chain. */
  readonly validator: string;
}

/**
 * Message of {@link withdrawDelegatorReward}.
 *
 * @throws InvalidAddressError
 *
 * @example
 * ```ts
 * withdrawDelegatorRewardMsg({ contract, sender, validator });
 * ```
 */
export function withdrawDelegatorRewardMsg(params: WithdrawDelegatorRewardParams): ExecuteMsg {
  return executeMsg(params, withdrawDelegatorRewardWire(params));
}

/**
 * Collects what a validator earned from x/distribution and credits every consumer's share (meta-staking's
 * `withdraw_delegator_reward`). Anyone may.
 *
 * @throws as {@link withdrawDelegatorRewardMsg}; NoDelegationError; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await withdrawDelegatorReward(client, { contract, sender, validator });
 * ```
 */
export async function withdrawDelegatorReward(
  client: SigningClient,
  params: WithdrawDelegatorRewardParams,
  options?: SendOptions,
): Promise<SentTx> {
  return sendMsgs(client, params.sender, [withdrawDelegatorRewardMsg(params)], {
    ...options,
    errors: [stakingErrorFrom],
  });
}
