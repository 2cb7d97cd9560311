import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { lockupErrorFrom } from "../lockup/errors.js";
import { providerErrorFrom } from "./errors.js";
import { claimRewardsWire } from "./wire.js";

export interface ClaimRewardsParams extends CallParams {
  /** Operator address on the consumer chain. */
  readonly validator: string;
  /** Who gets it; the sender where left out. */
  readonly recipient?: string;
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
 * Pays out what the sender's stake on a validator has earned (the provider's `claim_rewards`).
 *
 * @throws as {@link claimRewardsMsg}; NoRewardsError; NoStakeError; SettleFirstError; RewardsBalanceError; everything
 * that `sendMsgs` throws.
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
    errors: [providerErrorFrom, lockupErrorFrom],
  });
}
