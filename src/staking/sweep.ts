import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SudoContractMsg, sudoContractMsg } from "../core/sudo.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { stakingErrorFrom } from "./errors.js";
import { sweepWire } from "./wire.js";

export interface SweepParams extends CallParams {
  /** What is paid out. */
  readonly denom: string;
  /** Who gets it, on this chain. */
  readonly recipient: string;
}

/**
 * Message of {@link sweep}.
 *
 * @throws InvalidAddressError, InvalidDenomError
 *
 * @example
 * ```ts
 * sweepMsg({ contract, sender, denom: "uatom", recipient: account });
 * ```
 */
export function sweepMsg(params: SweepParams): ExecuteMsg {
  return executeMsg(params, sweepWire(params.sender, params));
}

/**
 * Pays out tokens that belong to nobody at meta-staking (its `sweep`): other denoms that came as rewards, and what no
 * ledger holds. Its admin may; governance by {@link sweepSudoMsg}.
 *
 * @throws as {@link sweepMsg}; NothingHeldApartError; UnauthorizedError; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await sweep(client, { contract, sender, denom: "uatom", recipient: account });
 * ```
 */
export async function sweep(client: SigningClient, params: SweepParams, options?: SendOptions): Promise<SentTx> {
  return sendMsgs(client, params.sender, [sweepMsg(params)], { ...options, errors: [stakingErrorFrom] });
}

/**
 * The same as {@link sweepMsg} for a proposal of x/gov, by the contract's `sudo` entry point.
 *
 * @throws as {@link sweepMsg}
 *
 * @example
 * ```ts
 * sweepSudoMsg({ contract, authority, denom: "uatom", recipient: account });
 * ```
 */
export function sweepSudoMsg(params: Omit<SweepParams, "sender"> & { readonly authority: string }): SudoContractMsg {
  return sudoContractMsg(params, sweepWire(params.authority, params));
}
