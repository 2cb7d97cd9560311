import { consumerErrorFrom } from "../consumer/errors.js";
import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { stakingErrorFrom } from "./errors.js";
import { syncSlashWire } from "./wire.js";

export interface SyncSlashParams extends CallParams {
  /** Operator address on this chain. */
  readonly validator: string;
  /** Delegators on this chain that this one message goes through; the contract has its own maximum. */
  readonly limit?: number;
}

/**
 * Message of {@link syncSlash}.
 *
 * @throws InvalidAddressError, InvalidArgumentError
 *
 * @example
 * ```ts
 * syncSlashMsg({ contract, sender, validator });
 * ```
 */
export function syncSlashMsg(params: SyncSlashParams): ExecuteMsg {
  return executeMsg(params, syncSlashWire(params));
}

/**
 * Finds what this chain slashed of a validator and splits the loss over consumers and local stake (meta-staking's
 * `sync_slash`). Consumers report it to their providers, and the home lockup lowers what its owners have bonded.
 * Anyone may, page by page.
 *
 * @throws as {@link syncSlashMsg}; NoDelegationError; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await syncSlash(client, { contract, sender, validator });
 * ```
 */
export async function syncSlash(
  client: SigningClient,
  params: SyncSlashParams,
  options?: SendOptions,
): Promise<SentTx> {
  return sendMsgs(client, params.sender, [syncSlashMsg(params)], {
    ...options,
    errors: [stakingErrorFrom, consumerErrorFrom],
  });
}
