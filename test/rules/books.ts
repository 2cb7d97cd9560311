import { createHash } from "node:crypto";
import type { Chain } from "mesh-security-devnet";
import { listPendingRewards, listStakes, type PendingRewards, type RemoteStake } from "mesh-security-sdk/consumer";
import { type Balance, getBalance, getTotals, listAccounts, type Totals } from "mesh-security-sdk/lockup";
import {
  getAccount,
  getChannel,
  getPendingCut,
  getPendingRewards,
  getRemote,
  getRewards,
  type InFlight,
  listInFlight,
  listUnbonding,
  listValidators,
  type PendingCut,
  type ProviderChannel,
  type Remote,
  type Rewards,
  type Stake,
  type Unbonding,
  type Validator,
} from "mesh-security-sdk/provider";
import {
  type Consumer,
  type ConsumerPower,
  type Delegation,
  getConsumer,
  getDelegations,
  getPower,
  listTargets,
  type Target,
} from "mesh-security-sdk/staking";
import type { Link, World } from "./world.js";

/** Most entries that a listing gives at once. */
const PAGE = 100;

/** What one provider says of one owner. */
export interface OwnerBooks {
  readonly staked: readonly Stake[];
  readonly unbonding: readonly Unbonding[];
  readonly inFlight: readonly InFlight[];
  readonly cut: PendingCut;
  /** By validator, where something is due. */
  readonly rewards: ReadonlyMap<string, bigint>;
}

/** Both sides of a link. */
export interface LinkBooks {
  readonly link: Link;
  readonly owners: ReadonlyMap<string, OwnerBooks>;
  readonly validators: readonly Validator[];
  /** The provider's. */
  readonly channel: ProviderChannel;
  readonly remotes: ReadonlyMap<string, Remote>;
  readonly rewards: Rewards;
  /** The provider's, in the denom of rewards. */
  readonly rewardBalance: bigint;
  readonly stakes: readonly RemoteStake[];
  readonly waiting: readonly PendingRewards[];
  readonly consumer: Consumer;
  readonly delegations: readonly Delegation[];
  /** Where meta-staking has, or is asked for, anything. */
  readonly targets: readonly Target[];
  readonly power: ConsumerPower;
}

/** All that anybody can ask of the contracts. */
export interface Books {
  readonly accounts: ReadonlyMap<string, Balance>;
  readonly totals: Totals;
  readonly links: readonly LinkBooks[];
  /** Seconds since 1970 on the provider chain. */
  readonly now: number;
}

async function readOwner(world: World, link: Link, account: string, rewarded: boolean): Promise<OwnerBooks> {
  const at = { contract: link.provider, account };
  const rewards = new Map<string, bigint>();
  for (const validator of rewarded ? link.validators : []) {
    const { amount } = await getPendingRewards(world.client, { ...at, validator });
    if (amount > 0n) rewards.set(validator, amount);
  }
  return {
    staked: await getAccount(world.client, at),
    unbonding: await listUnbonding(world.client, { ...at, limit: PAGE }),
    inFlight: await listInFlight(world.client, { ...at, limit: PAGE }),
    cut: await getPendingCut(world.client, at),
    rewards,
  };
}

/** What both sides of a link say. */
export async function readLink(world: World, link: Link): Promise<LinkBooks> {
  const { client, owners, home } = world;
  const books = new Map<string, OwnerBooks>();
  const rewards = await getRewards(client, { contract: link.provider });
  const rewardBalance = home.bank.balance(link.provider, link.rewardsDenom.provider);
  const rewarded = rewards.credited + rewards.announced + rewardBalance > 0n;
  for (const owner of owners) books.set(owner, await readOwner(world, link, owner, rewarded));
  const remotes = new Map<string, Remote>();
  for (const validator of link.validators) {
    remotes.set(validator, await getRemote(client, { contract: link.provider, validator }));
  }
  return {
    link,
    owners: books,
    remotes,
    channel: await getChannel(client, { contract: link.provider }),
    validators: await listValidators(client, { contract: link.provider }),
    rewards,
    rewardBalance,
    stakes: await listStakes(link.client, { contract: link.consumer }),
    waiting: await listPendingRewards(link.client, { contract: link.consumer }),
    consumer: await getConsumer(link.client, { contract: link.staking, consumer: link.consumer }),
    delegations: await getDelegations(link.client, { contract: link.staking, consumer: link.consumer }),
    targets: await listTargets(link.client, { contract: link.staking, consumer: link.consumer }),
    power: await readPower(link),
  };
}

async function readPower(link: Link): Promise<ConsumerPower> {
  const { consumers } = await getPower(link.client, { contract: link.staking });
  const found = consumers.find(({ consumer }) => consumer === link.consumer);
  if (found === undefined) throw new RangeError(`meta-staking does not know ${link.consumer}`);
  return found;
}

/**
 * What all contracts say now. With `before` and all that events have named since, a link that none of them names is
 * taken from before: whatever a contract writes comes with events of its address.
 */
export async function readBooks(world: World, before?: Books, named?: ReadonlySet<string>): Promise<Books> {
  const { client, lockup } = world;
  const accounts = new Map<string, Balance>();
  for (const account of await listAccounts(client, { contract: lockup, limit: PAGE })) {
    accounts.set(account.address, account);
  }
  const nobody: Balance = { bonded: 0n, free: 0n, claims: [] };
  for (const owner of world.owners) {
    const stored = accounts.get(owner) ?? nobody;
    accounts.set(owner, stored.bonded === 0n ? await getBalance(client, { contract: lockup, account: owner }) : stored);
  }
  const links: LinkBooks[] = [];
  for (const [at, link] of world.links.entries()) {
    const old = before?.links[at];
    const quiet = named !== undefined && ![link.provider, link.consumer, link.staking].some((each) => named.has(each));
    links.push(old !== undefined && quiet ? old : await readLink(world, link));
  }
  const totals = await getTotals(client, { contract: lockup });
  return { accounts, totals, links, now: Number(world.home.block.time / 1_000_000_000n) };
}

/** The books of an owner at a link; throws a RangeError for strangers. */
export function ownerAt(books: LinkBooks, owner: string): OwnerBooks {
  const found = books.owners.get(owner);
  if (found === undefined) throw new RangeError(`${owner} is none of the owners`);
  return found;
}

/** The claim of a link's provider on an owner. */
export function claimOf(books: Books, owner: string, { provider }: Link): bigint {
  const claims = books.accounts.get(owner)?.claims ?? [];
  return claims.find(({ lienholder }) => lienholder === provider)?.amount ?? 0n;
}

/**
 * A hash over all that contracts keep and have on a chain; blocks and sequences of accounts are not in it. Nor is the
 * bonded denom: x/staking pays it out when its time comes, in whatever block that is.
 */
export function digest(chain: Chain): string {
  const hash = createHash("sha256");
  for (const { address } of chain.wasm.contracts()) {
    for (const [key, value] of chain.state.table<Uint8Array>(`wasm/store/${address}`).range()) {
      hash.update(`${address}/${key.length}/${key}`).update(value);
    }
    for (const { denom, amount } of chain.bank.balances(address)) {
      if (denom !== chain.bondDenom) hash.update(`${amount}${denom}`);
    }
  }
  return hash.digest("hex");
}

export function sum<T>(items: Iterable<T>, amount: (item: T) => bigint): bigint {
  let total = 0n;
  for (const item of items) total += amount(item);
  return total;
}
