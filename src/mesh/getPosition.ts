import { type Balance, getBalance } from "../lockup/index.js";
import {
  getAccount,
  getPendingCut,
  getPendingRewards,
  type InFlight,
  iterateInFlight,
  iterateUnbonding,
  type PendingCut,
  type Stake,
  type Unbonding,
} from "../provider/index.js";
import { getLocal, type Local } from "../staking/index.js";
import { clientOf, type Mesh } from "./mesh.js";

/** What an owner has behind one consumer chain. */
export interface LinkPosition {
  /** Chain id of the consumer. */
  readonly consumer: string;
  /** The provider's claim on the bonded tokens. */
  readonly claim: bigint;
  /** Active stake, with the rewards each can claim now. */
  readonly staked: readonly (Stake & { readonly rewards: bigint })[];
  readonly inFlight: readonly InFlight[];
  readonly unbonding: readonly Unbonding[];
  /** Cuts by slashes elsewhere that are recorded and not yet taken. */
  readonly pendingCut: PendingCut;
  /** In the reward's denom on the provider chain. */
  readonly rewardsDenom: string;
}

/** All of an owner's tokens in one picture. Amounts in base units. */
export interface Position extends Balance {
  readonly owner: string;
  /** What of them is delegated on the provider chain itself; undefined where the deployment has no local staking. */
  readonly local: Local | undefined;
  readonly links: readonly LinkPosition[];
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/**
 * An owner's bonded tokens and what they back on every chain of the deployment, read from the provider chain alone.
 * The reads are not one snapshot: a block may come in between.
 *
 * @throws MissingClientError, InvalidAddressError, QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const { bonded, free, links } = await getPosition(mesh, { owner });
 * ```
 */
export async function getPosition(mesh: Mesh, params: { readonly owner: string }): Promise<Position> {
  const { owner } = params;
  const { provider, links } = mesh.deployment;
  const client = clientOf(mesh, provider.chainId);
  const [balance, local] = await Promise.all([
    getBalance(client, { contract: provider.lockup, account: owner }),
    provider.localStaking === undefined ? undefined : getLocal(client, { contract: provider.localStaking, owner }),
  ]);
  const positions = links.map(async (link): Promise<LinkPosition> => {
    const of = { contract: link.provider, account: owner };
    const [stakes, inFlight, unbonding, pendingCut] = await Promise.all([
      getAccount(client, of),
      collect(iterateInFlight(client, { ...of, limit: 100 })),
      collect(iterateUnbonding(client, { ...of, limit: 100 })),
      getPendingCut(client, of),
    ]);
    const staked = stakes.map(async (stake) => {
      const { amount } = await getPendingRewards(client, { ...of, validator: stake.validator });
      return { ...stake, rewards: amount };
    });
    return {
      consumer: link.chainId,
      claim: balance.claims.find(({ lienholder }) => lienholder === link.provider)?.amount ?? 0n,
      staked: await Promise.all(staked),
      inFlight,
      unbonding,
      pendingCut,
      rewardsDenom: link.rewardsDenom.provider,
    };
  });
  return { owner, ...balance, local, links: await Promise.all(positions) };
}
