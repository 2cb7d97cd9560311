import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { lockupErrorFrom } from "./errors.js";
import { slashClaimWire } from "./wire.js";

export interface SlashClaimParams extends CallParams {
  /** Whose tokens are slashed. */
  readonly owner: string;
  /** Base units, at most the claim. */
  readonly amount: bigint;
}

/**
 * Message of {@link slashClaim}.
 *
 * @throws InvalidAddressError, InvalidAmountError
 *
 * @example
 * ```ts
 * slashClaimMsg({ contract, sender, owner, amount: 70n });
 * ```
 */
export function slashClaimMsg(params: SlashClaimParams): ExecuteMsg {
  return executeMsg(params, slashClaimWire(params));
}

/**
 * Takes part of what the owner has bonded, out of a claim that the sender holds (the lockup's `slash_claim`). The
 * tokens are owed to the burn; other claims above what is left are cut down to it.
 *
 * @throws as {@link slashClaimMsg}; NoClaimsError; InsufficientClaimError; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await slashClaim(client, { contract, sender, owner, amount: 70n });
 * ```
 */
export async function slashClaim(
  client: SigningClient,
  params: SlashClaimParams,
  options?: SendOptions,
): Promise<SentTx> {
  return sendMsgs(client, params.sender, [slashClaimMsg(params)], { ...options, errors: [lockupErrorFrom] });
}
