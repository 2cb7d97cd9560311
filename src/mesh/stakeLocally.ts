import { assertValidator } from "../core/address.js";
import { amountToWire } from "../core/coin.js";
import type { SendOptions, SentTx } from "../core/tx.js";
import { grantClaim } from "../lockup/index.js";
import { assertClaimFits } from "./claimRoom.js";
import { clientOf, localStakingOf, type Mesh } from "./mesh.js";

export interface StakeLocallyParams {
  /** The account whose bonded tokens are delegated; it signs. */
  readonly delegator: string;
  /** Operator address on the provider chain itself. */
  readonly validator: string;
  /** Base units of the bonded token. */
  readonly amount: bigint;
}

/**
 * Delegates bonded tokens on the provider chain itself (the lockup's `grant_claim` to the chain's meta-staking, which takes
 * the tokens along). The same tokens can back stake on consumer chains meanwhile. Done when the transaction is: no
 * packet is needed.
 *
 * @throws ClaimAboveBondedError, InvalidAddressError, InvalidAmountError, NoLocalStakingError, MissingClientError before
 * anything is sent; TooManyLocalStakesError and LocalStakeSlashedToZeroError of meta-staking; what the lockup's
 * `grantClaim` throws.
 *
 * @example
 * ```ts
 * await stakeLocally(mesh, { delegator, validator: osmosisValidator, amount: 300_000_000n });
 * ```
 */
export async function stakeLocally(mesh: Mesh, params: StakeLocallyParams, options?: SendOptions): Promise<SentTx> {
  const { delegator, validator, amount } = params;
  const { provider } = mesh.deployment;
  const lienholder = localStakingOf(mesh);
  const client = clientOf(mesh, provider.chainId);
  assertValidator(validator, provider.prefix);
  amountToWire(amount);
  await assertClaimFits(client, provider.lockup, { account: delegator, lienholder, amount });
  const claim = { contract: provider.lockup, sender: delegator, lienholder, validator, amount };
  return grantClaim(client, claim, options);
}
