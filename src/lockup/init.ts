import type { InstantiateMsg } from "./schema.js";
import { initWire } from "./wire.js";

export interface InitParams {
  /** The one denom that can be bonded, for ever. */
  readonly denom: string;
  /** May name lienholders; nobody where left out. */
  readonly admin?: string;
}

/**
 * The lockup's own part of an instantiation, to be put into `MsgInstantiateContract` or `…2`. Frozen.
 *
 * @throws InvalidDenomError, InvalidAddressError
 *
 * @example
 * ```ts
 * initMsg({ denom: "uosmo" }); // { denom: "uosmo" }
 * ```
 */
export function initMsg(params: InitParams): InstantiateMsg {
  return Object.freeze(initWire(params));
}
