import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { stakingErrorFrom } from "./errors.js";
import { rebalanceWire } from "./wire.js";

export interface RebalanceParams extends CallParams {
  /** Steps of this one message; the contract has its own maximum. */
  readonly limit?: number;
}

/**
 * Message of {@link rebalance}.
 *
 * @throws InvalidAddressError, InvalidArgumentError
 *
 * @example
 * ```ts
 * rebalanceMsg({ contract, sender });
 * ```
 */
export function rebalanceMsg(params: RebalanceParams): ExecuteMsg {
  return executeMsg(params, rebalanceWire(params));
}

/**
 * Of what a simulation used: by the time of the block, more may have come due that can be undelegated, or has come back.
 */
const GAS_FACTOR = 2;

/**
 * Moves delegations towards what consumers ask for and are allowed, a page at a time, decreases first (meta-staking's
 * `rebalance`). Redelegates where the chain takes it, and drains what waits for an undelegation. Anyone may, again and
 * again; between two pages everything else goes on. Where no `fee` is given, twice the simulated gas may be used.
 *
 * @throws as {@link rebalanceMsg}; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await rebalance(client, { contract, sender });
 * ```
 */
export async function rebalance(
  client: SigningClient,
  params: RebalanceParams,
  options?: SendOptions,
): Promise<SentTx> {
  return sendMsgs(client, params.sender, [rebalanceMsg(params)], {
    fee: GAS_FACTOR,
    ...options,
    errors: [stakingErrorFrom],
  });
}
