import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SudoContractMsg, sudoContractMsg } from "../core/sudo.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { consumerErrorFrom } from "./errors.js";
import { setCounterpartyWire } from "./wire.js";

export interface SetCounterpartyParams extends CallParams {
  /** The connection that the channel must go over. */
  readonly connectionId: string;
  /** The provider's port, `wasm.<address>`. */
  readonly portId: string;
}

/**
 * Message of {@link setCounterparty}.
 *
 * @throws InvalidAddressError, InvalidArgumentError
 *
 * @example
 * ```ts
 * setCounterpartyMsg({ contract, sender, connectionId: "connection-0", portId });
 * ```
 */
export function setCounterpartyMsg(params: SetCounterpartyParams): ExecuteMsg {
  return executeMsg(params, setCounterpartyWire(params));
}

/**
 * Names another counterparty (the consumer's `set_counterparty`). Its admin may, while no channel
 * is bound; governance by {@link setCounterpartySudoMsg}.
 *
 * @throws as {@link setCounterpartyMsg}; UnauthorizedError; ChannelAlreadyBoundError; everything that `sendMsgs`
 * throws.
 *
 * @example
 * ```ts
 * await setCounterparty(client, { contract, sender, connectionId: "connection-0", portId });
 * ```
 */
export async function setCounterparty(
  client: SigningClient,
  params: SetCounterpartyParams,
  options?: SendOptions,
): Promise<SentTx> {
  return sendMsgs(client, params.sender, [setCounterpartyMsg(params)], { ...options, errors: [consumerErrorFrom] });
}

/**
 * The same as {@link setCounterpartyMsg} for a proposal of x/gov, by the contract's `sudo` entry point.
 *
 * @throws as {@link setCounterpartyMsg}
 *
 * @example
 * ```ts
 * setCounterpartySudoMsg({ contract, authority, connectionId: "connection-0", portId });
 * ```
 */
export function setCounterpartySudoMsg(
  params: Omit<SetCounterpartyParams, "sender"> & { readonly authority: string },
): SudoContractMsg {
  return sudoContractMsg(params, setCounterpartyWire(params));
}
