import type { InstantiateMsg } from "./schema.js";
import { initWire } from "./wire.js";

export interface InitParams {
  /** The one denom that can be bonded, for ever. */
  readonly denom: string;
  /** May name lienholders; nobody where left out. */
  readonly admin?: string;
  /** Meta-staking on the same chain: a claim granted to it takes the tokens along. None where left out, for ever. */
  readonly localStaking?: string;
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
