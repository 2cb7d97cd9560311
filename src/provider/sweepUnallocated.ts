import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { lockupErrorFrom } from "../lockup/errors.js";
import { providerErrorFrom } from "./errors.js";
import { sweepUnallocatedWire } from "./wire.js";

export interface SweepUnallocatedParams extends CallParams {
  /** An account on the provider chain that gets them all. */
  readonly recipient: string;
}

/**
 * Message of {@link sweepUnallocated}.
 *
 * @throws InvalidAddressError
 *
 * @example
 * ```ts
 * sweepUnallocatedMsg({ contract, sender, recipient: account });
 * ```
 */
export function sweepUnallocatedMsg(params: SweepUnallocatedParams): ExecuteMsg {
  return executeMsg(params, sweepUnallocatedWire(params));
}

/**
 * Pays out the rewards that belong to nobody (the provider's `sweep_unallocated`): those credited while no stake was
 * entitled to them. The provider's admin may.
 *
 * @throws as {@link sweepUnallocatedMsg}; UnauthorizedError; NothingUnallocatedError; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await sweepUnallocated(client, { contract, sender, recipient: account });
 * ```
 */
export async function sweepUnallocated(
  client: SigningClient,
  params: SweepUnallocatedParams,
  options?: SendOptions,
): Promise<SentTx> {
  return sendMsgs(client, params.sender, [sweepUnallocatedMsg(params)], {
    ...options,
    errors: [providerErrorFrom, lockupErrorFrom],
  });
}
