import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { stakingErrorFrom } from "./errors.js";
import { claimLocalRewardsWire } from "./wire.js";

export interface ClaimLocalRewardsParams extends CallParams {
  /** Operator address on this chain. */
  readonly validator: string;
  /** Who is paid, on this chain; the sender where left out. */
  readonly recipient?: string;
}

/**
 * Message of {@link claimLocalRewards}.
 *
 * @throws InvalidAddressError
 *
 * @example
 * ```ts
 * claimLocalRewardsMsg({ contract, sender, validator });
 * ```
 */
export function claimLocalRewardsMsg(params: ClaimLocalRewardsParams): ExecuteMsg {
  return executeMsg(params, claimLocalRewardsWire(params));
}

/**
 * Pays the sender the whole units that a validator earned its local stake (meta-staking's `claim_local_rewards`).
 * Fractions are kept.
 *
 * @throws as {@link claimLocalRewardsMsg}; NoDelegationError; NoRewardsError; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await claimLocalRewards(client, { contract, sender, validator });
 * ```
 */
export async function claimLocalRewards(
  client: SigningClient,
  params: ClaimLocalRewardsParams,
  options?: SendOptions,
): Promise<SentTx> {
  return sendMsgs(client, params.sender, [claimLocalRewardsMsg(params)], { ...options, errors: [stakingErrorFrom] });
}
