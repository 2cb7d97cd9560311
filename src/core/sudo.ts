import { assertAccount } from "./address.js";
import { toJsonBytes } from "./bytes.js";
import type { EncodeObject } from "./client.js";

/** The fields of x/wasm's `MsgSudoContract`, which only governance may send. */
export interface MsgSudoContract {
  /** The address of the gov module. */
  readonly authority: string;
  readonly contract: string;
  readonly msg: Uint8Array;
}

/** A call of a contract's `sudo` entry point, to be put into a proposal. Frozen. */
export interface SudoContractMsg extends EncodeObject<MsgSudoContract> {
  readonly typeUrl: "/cosmwasm.wasm.v1.MsgSudoContract";
}

/**
 * A call of a contract's `sudo` entry point as `{ typeUrl, value }`, frozen.
 *
 * @throws InvalidAddressError where authority or contract is no account's address, or they are of two chains.
 *
 * @example
 * ```ts
 * sudoContractMsg({ authority, contract }, { remove_consumer: { consumer_address: consumer } });
 * ```
 */
export function sudoContractMsg(
  call: { readonly authority: string; readonly contract: string },
  msg: object,
): SudoContractMsg {
  assertAccount(call.contract, assertAccount(call.authority, undefined, "authority"), "contract");
  return Object.freeze({
    typeUrl: "/cosmwasm.wasm.v1.MsgSudoContract",
    value: Object.freeze({ authority: call.authority, contract: call.contract, msg: toJsonBytes(msg) }),
  });
}
