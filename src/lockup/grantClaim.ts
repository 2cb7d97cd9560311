import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { providerErrorFrom } from "../provider/errors.js";
import { stakingErrorFrom } from "../staking/errors.js";
import { lockupErrorFrom } from "./errors.js";
import { grantClaimWire } from "./wire.js";

export interface GrantClaimParams extends CallParams {
  /** Who gets the claim: a provider contract on the same chain. */
  readonly lienholder: string;
  /** Base units that the claim grows by. */
  readonly amount: bigint;
  /** Operator address on the lienholder's consumer chain. */
  readonly validator: string;
}

/**
 * Message of {@link grantClaim}.
 *
 * @throws InvalidAddressError, InvalidAmountError
 *
 * @example
 * ```ts
 * grantClaimMsg({ contract, sender, lienholder, validator, amount: 700n });
 * ```
 */
export function grantClaimMsg(params: GrantClaimParams): ExecuteMsg {
  return executeMsg(params, grantClaimWire(params));
}

/**
 * Pledges bonded tokens to a lienholder, who turns them into stake at `validator` (the lockup's `grant_claim`, which
 * calls the lienholder's `receive_claim`). The lienholder may slash all it was granted: see that it is a known
 * provider. Claims of several lienholders overlap; each one's must stay within what is bonded. Where the lienholder is
 * the lockup's `localStaking`, the tokens go along and are delegated on this chain.
 *
 * @throws as {@link grantClaimMsg}; InsufficientBondedError; TooManyClaimsError; what the provider refuses it with:
 * NoChannelError, ClientNotActiveError, ChannelSyncingError, UnknownValidatorError, ValidatorRemovedError,
 * ValidatorTombstonedError, ValidatorSlashedToZeroError, TooManyPositionsError, SettleFirstError; what local staking
 * refuses it with; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await grantClaim(client, { contract, sender, lienholder, validator, amount: 700n });
 * ```
 */
export async function grantClaim(
  client: SigningClient,
  params: GrantClaimParams,
  options?: SendOptions,
): Promise<SentTx> {
  return sendMsgs(client, params.sender, [grantClaimMsg(params)], {
    ...options,
    errors: [lockupErrorFrom, providerErrorFrom, stakingErrorFrom],
  });
}
