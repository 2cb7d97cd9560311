import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { stakingErrorFrom } from "./errors.js";
import { abstainWire } from "./wire.js";

export interface AbstainParams extends CallParams {
  /** Number of a proposal of x/gov that is in its voting period. */
  readonly proposalId: number;
}

/**
 * Message of {@link abstain}.
 *
 * @throws InvalidAddressError, InvalidArgumentError
 *
 * @example
 * ```ts
 * abstainMsg({ contract, sender, proposalId: 7 });
 * ```
 */
export function abstainMsg(params: AbstainParams): ExecuteMsg {
  return executeMsg(params, abstainWire(params));
}

/**
 * Has meta-staking abstain from a vote (its `abstain`), so that no validator inherits the voting power of what is
 * delegated for others. Anyone may.
 *
 * @throws as {@link abstainMsg}; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await abstain(client, { contract, sender, proposalId: 7 });
 * ```
 */
export async function abstain(client: SigningClient, params: AbstainParams, options?: SendOptions): Promise<SentTx> {
  return sendMsgs(client, params.sender, [abstainMsg(params)], { ...options, errors: [stakingErrorFrom] });
}
