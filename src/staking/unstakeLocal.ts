import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { stakingErrorFrom } from "./errors.js";
import { unstakeLocalWire } from "./wire.js";

export interface UnstakeLocalParams extends CallParams {
  /** Operator address on this chain. */
  readonly validator: string;
  /** Base units of the sender's local stake there. */
  readonly amount: bigint;
}

/**
 * Message of {@link unstakeLocal}.
 *
 * @throws InvalidAddressError, InvalidAmountError
 *
 * @example
 * ```ts
 * unstakeLocalMsg({ contract, sender, validator, amount: 700n });
 * ```
 */
export function unstakeLocalMsg(params: UnstakeLocalParams): ExecuteMsg {
  return executeMsg(params, unstakeLocalWire(params));
}

/**
 * Undelegates bonded tokens that the sender has delegated on the lockup's own chain (meta-staking's `unstake_local`).
 * When the chain has paid them out, `releaseLocal` brings them back to the lockup.
 *
 * @throws as {@link unstakeLocalMsg}; NoDelegationError; TooManyLocalUnstakesError; InsufficientStakeError; everything
 * that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await unstakeLocal(client, { contract, sender, validator, amount: 700n });
 * ```
 */
export async function unstakeLocal(
  client: SigningClient,
  params: UnstakeLocalParams,
  options?: SendOptions,
): Promise<SentTx> {
  return sendMsgs(client, params.sender, [unstakeLocalMsg(params)], { ...options, errors: [stakingErrorFrom] });
}
