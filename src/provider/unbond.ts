import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { lockupErrorFrom } from "../lockup/errors.js";
import { providerErrorFrom } from "./errors.js";
import { unbondWire } from "./wire.js";

export interface UnbondParams extends CallParams {
  /** Steps of this one message; the contract has its own maximum. */
  readonly limit?: number;
}

/**
 * Message of {@link unbond}.
 *
 * @throws InvalidAddressError, InvalidArgumentError
 *
 * @example
 * ```ts
 * unbondMsg({ contract, sender });
 * ```
 */
export function unbondMsg(params: UnbondParams): ExecuteMsg {
  return executeMsg(params, unbondWire(params));
}

/**
 * Releases all of the sender's unbondings whose time has come (the provider's `unbond`): the claim in the lockup
 * shrinks, and the tokens can be unbonded there.
 *
 * @throws as {@link unbondMsg}; NothingMaturedError; SettleFirstError; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await unbond(client, { contract, sender });
 * ```
 */
export async function unbond(client: SigningClient, params: UnbondParams, options?: SendOptions): Promise<SentTx> {
  return sendMsgs(client, params.sender, [unbondMsg(params)], {
    ...options,
    errors: [providerErrorFrom, lockupErrorFrom],
  });
}
