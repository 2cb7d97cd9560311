import {
  clientOf,
  crossStakeAndWait,
  getPosition,
  localStakingOf,
  type Mesh,
  stakeLocally,
  unstakeLocally,
} from "mesh-security-sdk/mesh";
import { releaseLocal } from "mesh-security-sdk/staking";

export interface TwiceParams {
  /** Who has bonded the tokens. */
  readonly delegator: string;
  /** Base units that are delegated at home and pledged abroad. */
  readonly amount: bigint;
  /** A validator of the provider chain itself. */
  readonly homeValidator: string;
  /** Chain id of a consumer, and a validator of it. */
  readonly consumer: string;
  readonly validator: string;
}

/** Lets the same bonded tokens be delegated on their own chain and secure a consumer chain. Answers where they are. */
export async function stakeTwice(mesh: Mesh, params: TwiceParams) {
  const { delegator, amount, homeValidator, consumer, validator } = params;
  await stakeLocally(mesh, { delegator, validator: homeValidator, amount });
  await crossStakeAndWait(mesh, { delegator, consumer, validator, amount });
  const { bonded, free, local, links } = await getPosition(mesh, { owner: delegator });
  const atHome = local?.positions.find((position) => position.validator === homeValidator)?.tokens ?? 0n;
  return { bonded, free, atHome, abroad: links.find((link) => link.consumer === consumer)?.claim ?? 0n };
}

/** Starts the way home; answers when the chain pays the tokens out, in seconds since 1970. */
export async function startReturn(mesh: Mesh, delegator: string, validator: string, amount: bigint) {
  await unstakeLocally(mesh, { delegator, validator, amount });
  const { local } = await getPosition(mesh, { owner: delegator });
  return local?.unbonding.at(-1)?.releaseTime;
}

/** Brings back to the lockup what the chain has paid out; answers the position then. */
export async function finishReturn(mesh: Mesh, delegator: string) {
  const client = clientOf(mesh, mesh.deployment.provider.chainId);
  await releaseLocal(client, { contract: localStakingOf(mesh), sender: delegator });
  return getPosition(mesh, { owner: delegator });
}
