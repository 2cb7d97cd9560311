import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { lockupErrorFrom } from "../lockup/errors.js";
import { stakingErrorFrom } from "./errors.js";
import { releaseLocalWire } from "./wire.js";

export interface ReleaseLocalParams extends CallParams {
  /** Undelegations of this one message; the contract has its own maximum. */
  readonly limit?: number;
}

/**
 * Message of {@link releaseLocal}.
 *
 * @throws InvalidAddressError, InvalidArgumentError
 *
 * @example
 * ```ts
 * releaseLocalMsg({ contract, sender });
 * ```
 */
export function releaseLocalMsg(params: ReleaseLocalParams): ExecuteMsg {
  return executeMsg(params, releaseLocalWire(params));
}

/**
 * Sends the sender's tokens that the chain has paid out back to the lockup, where they are released from
 * meta-staking's claim (its `release_local`).
 *
 * @throws as {@link releaseLocalMsg}; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await releaseLocal(client, { contract, sender });
 * ```
 */
export async function releaseLocal(
  client: SigningClient,
  params: ReleaseLocalParams,
  options?: SendOptions,
): Promise<SentTx> {
  return sendMsgs(client, params.sender, [releaseLocalMsg(params)], {
    ...options,
    errors: [stakingErrorFrom, lockupErrorFrom],
  });
}
