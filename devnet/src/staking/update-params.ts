/** `MsgUpdateParams` of x/staking, for governance. */

import { requireGovernance } from "../auth.js";
import { govError } from "../gov/errors.js";
import { plainError } from "../sdk-error.js";
import type { StakingStore } from "./store.js";

/** Least rates of commission and kept headers are not looked at: nobody makes validators or asks for headers here. */
export interface MsgUpdateParams {
  readonly authority: string;
  readonly params: {
    readonly unbondingTime: { readonly seconds: bigint | number | string; readonly nanos?: bigint | number };
    readonly maxValidators: bigint | number;
    readonly maxEntries: bigint | number;
    readonly bondDenom: string;
  };
}

const SECOND = 1_000_000_000n;

/**
 * Changes the parameters for all that begins from now on.
 *
 * Throws an `SdkError`: gov/13 for anybody but governance, undefined/1 for a parameter of zero and for another denom.
 */
export function updateParams(store: StakingStore, signer: string, { authority, params }: MsgUpdateParams): void {
  requireGovernance(store.auth, signer, authority, (details) => govError("invalidSigner", details));
  const { seconds, nanos = 0 } = params.unbondingTime;
  const changed = {
    unbondingTime: BigInt(seconds) * SECOND + BigInt(nanos),
    maxValidators: Number(params.maxValidators),
    maxEntries: Number(params.maxEntries),
  };
  if (changed.unbondingTime <= 0n) throw plainError(`unbonding time must be positive: ${changed.unbondingTime}`);
  if (changed.maxValidators === 0) throw plainError("max validators must be positive: 0");
  if (changed.maxEntries === 0) throw plainError("max entries must be positive: 0");
  if (params.bondDenom !== store.denom) throw plainError(`bond denom stays ${store.denom}`);
  store.changeParams(changed);
}
