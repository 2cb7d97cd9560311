import { assertAccount } from "./address.js";
import { toJsonBytes } from "./bytes.js";
import type { EncodeObject, WireCoin } from "./client.js";

/** The fields of x/wasm's `MsgExecuteContract`; `msg` is the contract's JSON message in UTF-8. */
export interface MsgExecuteContract {
  readonly sender: string;
  readonly contract: string;
  readonly msg: Uint8Array;
  readonly funds: readonly WireCoin[];
}

/** A call of a contract, as every signer since cosmjs 0.32 takes it. Frozen. */
export interface ExecuteMsg extends EncodeObject<MsgExecuteContract> {
  readonly typeUrl: "/cosmwasm.wasm.v1.MsgExecuteContract";
}

/** Who calls which contract: part of every message's parameters. */
export interface CallParams {
  /** The contract that is called. */
  readonly contract: string;
  /** The account that signs and pays, on the same chain. */
  readonly sender: string;
}

/**
 * The call of a contract as `{ typeUrl, value }`, frozen. The builders of the contract folders are made of this.
 *
 * @throws InvalidAddressError where sender or contract is no account's address, or they are of two chains.
 *
 * @example
 * ```ts
 * executeMsg({ sender, contract }, { bond: {} }, [{ denom: "uosmo", amount: "5" }]);
 * ```
 */
export function executeMsg(call: CallParams, msg: object, funds: readonly WireCoin[] = []): ExecuteMsg {
  const prefix = assertAccount(call.sender, undefined, "sender");
  assertAccount(call.contract, prefix, "contract");
  return Object.freeze({
    typeUrl: "/cosmwasm.wasm.v1.MsgExecuteContract",
    value: Object.freeze({
      sender: call.sender,
      contract: call.contract,
      msg: toJsonBytes(msg),
      funds: Object.freeze([...funds]),
    }),
  });
}

/**
 * The fields that are set. Messages leave out what is unset, so that contracts that don't know a field take them.
 *
 * @example
 * ```ts
 * onlySet({ limit: undefined, start_after: "a" }); // { start_after: "a" }
 * ```
 */
export function onlySet<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const set = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(set) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
