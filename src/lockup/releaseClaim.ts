import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { lockupErrorFrom } from "./errors.js";
import { releaseClaimWire } from "./wire.js";

export interface ReleaseClaimParams extends CallParams {
  /** Whose tokens the claim is on. */
  readonly owner: string;
  /** Base units that the claim shrinks by. */
  readonly amount: bigint;
}

/**
 * Message of {@link releaseClaim}.
 *
 * @throws InvalidAddressError, InvalidAmountError
 *
 * @example
 * ```ts
 * releaseClaimMsg({ contract, sender, owner, amount: 700n });
 * ```
 */
export function releaseClaimMsg(params: ReleaseClaimParams): ExecuteMsg {
  return executeMsg(params, releaseClaimWire(params));
}

/**
 * Gives up part of a claim that the sender holds (the lockup's `release_claim`). A claim that reaches zero disappears.
 *
 * @throws as {@link releaseClaimMsg}; NoClaimsError; InsufficientClaimError; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await releaseClaim(client, { contract, sender, owner, amount: 700n });
 * ```
 */
export async function releaseClaim(
  client: SigningClient,
  params: ReleaseClaimParams,
  options?: SendOptions,
): Promise<SentTx> {
  return sendMsgs(client, params.sender, [releaseClaimMsg(params)], { ...options, errors: [lockupErrorFrom] });
}
