import { assertValidator } from "../core/address.js";
import { amountToWire } from "../core/coin.js";
import type { SendOptions, SentTx } from "../core/tx.js";
import { UnstakeAboveStakeError } from "../errors/mesh.js";
import { getLocal, unstakeLocal } from "../staking/index.js";
import { clientOf, localStakingOf, type Mesh } from "./mesh.js";

export interface UnstakeLocallyParams {
  /** The account whose stake leaves; it signs. */
  readonly delegator: string;
  /** Operator address on the provider chain itself. */
  readonly validator: string;
  /** Base units of the bonded token. */
  readonly amount: bigint;
}

/**
 * Starts undelegating bonded tokens on the provider chain itself (meta-staking's `unstake_local`). When the chain has paid
 * them out, `releaseLocal` of meta-staking brings them back to the lockup.
 *
 * @throws UnstakeAboveStakeError, InvalidAddressError, InvalidAmountError, NoLocalStakingError, MissingClientError
 * before anything is sent; what meta-staking's `unstakeLocal` throws.
 *
 * @example
 * ```ts
 * await unstakeLocally(mesh, { delegator, validator: osmosisValidator, amount: 300_000_000n });
 * ```
 */
export async function unstakeLocally(mesh: Mesh, params: UnstakeLocallyParams, options?: SendOptions): Promise<SentTx> {
  const { delegator, validator, amount } = params;
  const { provider } = mesh.deployment;
  const contract = localStakingOf(mesh);
  const client = clientOf(mesh, provider.chainId);
  assertValidator(validator, provider.prefix);
  amountToWire(amount);
  const { positions } = await getLocal(client, { contract, owner: delegator });
  const staked = positions.find((each) => each.validator === validator)?.tokens ?? 0n;
  if (amount > staked) throw new UnstakeAboveStakeError(validator, amount, staked);
  return unstakeLocal(client, { contract, sender: delegator, validator, amount }, options);
}
