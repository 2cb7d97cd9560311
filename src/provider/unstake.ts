import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { lockupErrorFrom } from "../lockup/errors.js";
import { providerErrorFrom } from "./errors.js";
import { unstakeWire } from "./wire.js";

export interface UnstakeParams extends CallParams {
  /**
   * Base units, at most the sender's stake on the validator. 0 only writes off stake that was never answered and that
   * slashes took all the worth of; a larger amount does so by the way.
   */
  readonly amount: bigint;
  /** Operator address on the consumer chain. */
  readonly validator: string;
}

/**
 * Message of {@link unstake}.
 *
 * @throws InvalidAddressError, InvalidAmountError
 *
 * @example
 * ```ts
 * unstakeMsg({ contract, sender, validator, amount: 300n });
 * ```
 */
export function unstakeMsg(params: UnstakeParams): ExecuteMsg {
  return executeMsg(params, unstakeWire(params));
}

/**
 * Takes the sender's stake off a validator (the provider's `unstake`). The unbonding time starts at once, whatever the
 * consumer chain answers; the result has the packet that tells it. After that time, `unbond` releases the tokens.
 *
 * @throws as {@link unstakeMsg}; NoStakeError; InsufficientStakeError; TooManyPartsError; SettleFirstError;
 * UnknownValidatorError; ZeroAmountError where there is nothing to write off; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await unstake(client, { contract, sender, validator, amount: 300n });
 * ```
 */
export async function unstake(client: SigningClient, params: UnstakeParams, options?: SendOptions): Promise<SentTx> {
  return sendMsgs(client, params.sender, [unstakeMsg(params)], {
    ...options,
    errors: [providerErrorFrom, lockupErrorFrom],
  });
}
