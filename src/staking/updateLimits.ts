import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SudoContractMsg, sudoContractMsg } from "../core/sudo.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { stakingErrorFrom } from "./errors.js";
import type { PowerLimits } from "./init.js";
import { updateLimitsWire } from "./wire.js";

export interface UpdateLimitsParams extends CallParams, PowerLimits {}

/**
 * Message of {@link updateLimits}.
 *
 * @throws InvalidAddressError, InvalidAmountError, InvalidRatioError, InvalidArgumentError where nothing is set
 *
 * @example
 * ```ts
 * updateLimitsMsg({ contract, sender, minLocalShare: parseRatio("0.4") });
 * ```
 */
export function updateLimitsMsg(params: UpdateLimitsParams): ExecuteMsg {
  return executeMsg(params, updateLimitsWire(params.sender, params));
}

/**
 * Changes what holds for all consumers together (meta-staking's `update_limits`); what is left out stays. Its admin
 * may; governance by {@link updateLimitsSudoMsg}. What is granted follows with the next `rebalance`.
 *
 * @throws as {@link updateLimitsMsg}; UnauthorizedError; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await updateLimits(client, { contract, sender, minLocalShare: parseRatio("0.4") });
 * ```
 */
export async function updateLimits(
  client: SigningClient,
  params: UpdateLimitsParams,
  options?: SendOptions,
): Promise<SentTx> {
  return sendMsgs(client, params.sender, [updateLimitsMsg(params)], { ...options, errors: [stakingErrorFrom] });
}

/**
 * The same as {@link updateLimitsMsg} for a proposal of x/gov, by the contract's `sudo` entry point.
 *
 * @throws as {@link updateLimitsMsg}
 *
 * @example
 * ```ts
 * updateLimitsSudoMsg({ contract, authority, minLocalShare: parseRatio("0.4") });
 * ```
 */
export function updateLimitsSudoMsg(
  params: Omit<UpdateLimitsParams, "sender"> & { readonly authority: string },
): SudoContractMsg {
  return sudoContractMsg(params, updateLimitsWire(params.authority, params));
}
