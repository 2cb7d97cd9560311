import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { stakingErrorFrom } from "../staking/errors.js";
import { consumerErrorFrom } from "./errors.js";
import { claimRewardsWire } from "./wire.js";

export interface ClaimRewardsParams extends CallParams {
  /** Operator address on this chain. */
  readonly validator: string;
}

/**
 * Message of {@link claimRewards}.
 *
 * @throws InvalidAddressError
 *
 * @example
 * ```ts
 * claimRewardsMsg({ contract, sender, validator });
 * ```
 */
export function claimRewardsMsg(params: ClaimRewardsParams): ExecuteMsg {
  return executeMsg(params, claimRewardsWire(params));
}

/**
 * Has meta-staking collect what a validator earned and sends it to the provider (the consumer's `claim_rewards`): a
 * packet announces it, the tokens follow by ICS-20. Anyone may.
 *
 * @throws as {@link claimRewardsMsg}; NoRewardsError where nothing has been earned; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await claimRewards(client, { contract, sender, validator });
 * ```
 */
export async function claimRewards(
  client: SigningClient,
  params: ClaimRewardsParams,
  options?: SendOptions,
): Promise<SentTx> {
  return sendMsgs(client, params.sender, [claimRewardsMsg(params)], {
    ...options,
    errors: [consumerErrorFrom, stakingErrorFrom],
  });
}
