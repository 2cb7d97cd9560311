import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { lockupErrorFrom } from "../lockup/errors.js";
import type { Decimal } from "../math/decimal.js";
import { providerErrorFrom } from "./errors.js";
import { addSlasherWire } from "./wire.js";

export interface AddSlasherParams extends CallParams {
  /** The slasher's address on the provider chain; a new one, or one that there is and gets another limit. */
  readonly slasher: string;
  /** The most that one of its slashes may take: above 0, at most 1. All where left out. */
  readonly maxRatio?: Decimal;
}

/**
 * Message of {@link addSlasher}.
 *
 * @throws InvalidAddressError, InvalidRatioError
 *
 * @example
 * ```ts
 * addSlasherMsg({ contract, sender, slasher, maxRatio: parseRatio("0.05") });
 * ```
 */
export function addSlasherMsg(params: AddSlasherParams): ExecuteMsg {
  return executeMsg(params, addSlasherWire(params));
}

/**
 * Lets an address slash (the provider's `add_slasher`), or sets another limit for one that may already. The provider's
 * admin may; there are at most 8. An unstake takes as long as the longest `unbonding_period` that a slasher names.
 *
 * @throws as {@link addSlasherMsg}; UnauthorizedError; TooManySlashersError; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await addSlasher(client, { contract, sender, slasher, maxRatio: parseRatio("0.05") });
 * ```
 */
export async function addSlasher(
  client: SigningClient,
  params: AddSlasherParams,
  options?: SendOptions,
): Promise<SentTx> {
  return sendMsgs(client, params.sender, [addSlasherMsg(params)], {
    ...options,
    errors: [providerErrorFrom, lockupErrorFrom],
  });
}
