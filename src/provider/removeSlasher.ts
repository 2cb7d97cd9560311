import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { lockupErrorFrom } from "../lockup/errors.js";
import { providerErrorFrom } from "./errors.js";
import { removeSlasherWire } from "./wire.js";

export interface RemoveSlasherParams extends CallParams {
  /** One of those that `listSlashers` names. */
  readonly slasher: string;
}

/**
 * Message of {@link removeSlasher}.
 *
 * @throws InvalidAddressError
 *
 * @example
 * ```ts
 * removeSlasherMsg({ contract, sender, slasher });
 * ```
 */
export function removeSlasherMsg(params: RemoveSlasherParams): ExecuteMsg {
  return executeMsg(params, removeSlasherWire(params));
}

/**
 * Takes the right to slash away from an address (the provider's `remove_slasher`). The provider's admin may. What it
 * slashed stays slashed.
 *
 * @throws as {@link removeSlasherMsg}; UnauthorizedError; UnknownSlasherError; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await removeSlasher(client, { contract, sender, slasher });
 * ```
 */
export async function removeSlasher(
  client: SigningClient,
  params: RemoveSlasherParams,
  options?: SendOptions,
): Promise<SentTx> {
  return sendMsgs(client, params.sender, [removeSlasherMsg(params)], {
    ...options,
    errors: [providerErrorFrom, lockupErrorFrom],
  });
}
