import type { SigningClient } from "../core/client.js";
import type { Coin } from "../core/coin.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SudoContractMsg, sudoContractMsg } from "../core/sudo.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import type { Decimal } from "../math/decimal.js";
import { stakingErrorFrom } from "./errors.js";
import type { Overflow } from "./schema.js";
import { updateConsumerWire } from "./wire.js";

export interface UpdateConsumerParams extends CallParams {
  /** A registered consumer contract on this chain. */
  readonly consumer: string;
  /** What it may have in use at most, in the chain's staking denom; 0 is nothing. */
  readonly funds?: Coin;
  /**
   * From 0 to 1: at most this part of the chain's power, the power of all consumers counted. 1 is no limit, 0 is
   * none at all.
   */
  readonly maxShare?: Decimal;
  /** What happens to a stake that takes the consumer above what it is allowed. */
  readonly overflow?: Overflow;
  /** From 0 to 1: the part of its rewards that it is paid; the rest goes to the community pool. */
  readonly rewardFactor?: Decimal;
}

/**
 * Message of {@link updateConsumer}.
 *
 * @throws InvalidAddressError, InvalidDenomError, InvalidAmountError, InvalidRatioError, InvalidArgumentError where
 * nothing is set
 *
 * @example
 * ```ts
 * updateConsumerMsg({ contract, sender, consumer, maxShare: parseRatio("0.3"), overflow: "normalize" });
 * ```
 */
export function updateConsumerMsg(params: UpdateConsumerParams): ExecuteMsg {
  return executeMsg(params, updateConsumerWire(params.sender, params));
}

/**
 * Changes what a registered consumer may have (meta-staking's `update_consumer`); what is left out stays. Its admin
 * may; governance by {@link updateConsumerSudoMsg}. What is granted follows with the next `rebalance`; with a share of
 * 0 all is undelegated, then the consumer can be removed.
 *
 * @throws as {@link updateConsumerMsg}; UnauthorizedError; UnknownConsumerError; NotEnoughFundsError;
 * IncorrectDenomError; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await updateConsumer(client, { contract, sender, consumer, maxShare: parseRatio("0.3"), overflow: "normalize" });
 * ```
 */
export async function updateConsumer(
  client: SigningClient,
  params: UpdateConsumerParams,
  options?: SendOptions,
): Promise<SentTx> {
  return sendMsgs(client, params.sender, [updateConsumerMsg(params)], { ...options, errors: [stakingErrorFrom] });
}

/**
 * The same as {@link updateConsumerMsg} for a proposal of x/gov, by the contract's `sudo` entry point.
 *
 * @throws as {@link updateConsumerMsg}
 *
 * @example
 * ```ts
 * updateConsumerSudoMsg({ contract, authority, consumer, maxShare: parseRatio("0.3"), overflow: "normalize" });
 * ```
 */
export function updateConsumerSudoMsg(
  params: Omit<UpdateConsumerParams, "sender"> & { readonly authority: string },
): SudoContractMsg {
  return sudoContractMsg(params, updateConsumerWire(params.authority, params));
}
