import { type Books, claimOf, type LinkBooks, ownerAt, sum } from "./books.js";
import type { Journal } from "./journal.js";
import type { World } from "./world.js";

/** One of the protocol's rules does not hold. */
class RuleBroken extends Error {
  override readonly name = "RuleBroken";
  constructor(
    readonly rule: string,
    text: string,
  ) {
    super(`${rule}: ${text}`);
  }
}

export function hold(rule: string, holds: boolean, text: () => string): void {
  if (!holds) throw new RuleBroken(rule, text());
}

/** What the run knows beside the books. */
export interface Known {
  readonly world: World;
  readonly journal: Journal;
  /** Owners who had stake, in whatever state, where something was slashed, or who lost to somebody who did. */
  readonly touched: ReadonlySet<string>;
  /** By provider: positions that were ever opened, at most. */
  readonly opened: ReadonlyMap<string, number>;
}

/** Every rule that can be checked between two messages. */
export function checkRules(books: Books, known: Known): void {
  backed(books);
  lockupSolvent(books, known);
  for (const link of books.links) {
    stakingSolvent(link);
    rewardsSolvent(link);
    claimsMatchStakes(books, link);
    consumerFollows(link);
    stakingFollows(link);
    rewardsAddUp(link, known);
  }
  conserved(books, known);
}

function backed({ accounts }: Books): void {
  for (const [account, { bonded, free, claims }] of accounts) {
    const most = largest(claims.map(({ amount }) => amount));
    hold("1 Backed", bonded >= most, () => `${account} has ${bonded} bonded and a claim of ${most}`);
    hold("1 Backed", free === bonded - most, () => `${account} has ${free} free of ${bonded}, ${most} claimed`);
    hold("1 Backed", !claims.some(({ amount }) => amount === 0n), () => `${account} has a claim of zero`);
  }
}

function largest(amounts: readonly bigint[]): bigint {
  let most = 0n;
  for (const amount of amounts) if (amount > most) most = amount;
  return most;
}

function lockupSolvent({ accounts, totals }: Books, { world, journal }: Known): void {
  const balance = world.home.bank.balance(world.lockup, world.bondDenom);
  const bonded = sum(accounts.values(), (account) => account.bonded);
  const owed = totals.owedToBurn;
  hold("2 Solvent", balance === bonded + owed, () => `lockup holds ${balance} for ${bonded} bonded and ${owed} owed`);
  hold("2 Solvent", totals.bonded === bonded, () => `totals say ${totals.bonded}, accounts have ${bonded}`);
  const slashed = sum(journal.slashed.values(), (amount) => amount);
  const burnable = owed + totals.burned;
  hold("2 Solvent", burnable === slashed, () => `${slashed} slashed, ${owed} owed and ${totals.burned} burned`);
}

function stakingSolvent({ link, consumer, delegations }: LinkBooks): void {
  const { bank, staking } = link.chain;
  const balance = bank.balance(link.staking, link.denom);
  const delegated = sum(link.validators, (validator) => staking.delegation(link.staking, validator));
  const unbonding = sum(link.validators, (validator) =>
    sum(staking.unbondingEntries(link.staking, validator), (entry) => entry.balance),
  );
  const owed = consumer.pendingRewards.atomics / 10n ** 18n;
  const has = balance + delegated + unbonding;
  hold(
    "2 Solvent",
    has >= link.funds + owed,
    () => `meta-staking of ${link.name} has ${has}, owes ${link.funds + owed}`,
  );
  for (const validator of link.validators) {
    const granted = delegations.find((each) => each.validator === validator)?.amount ?? 0n;
    const real = staking.delegation(link.staking, validator);
    hold("2 Solvent", granted === real, () => `${granted} granted at ${validator}, ${real} delegated`);
  }
  const granted = sum(delegations, ({ amount }) => amount);
  hold("2 Solvent", consumer.totalStaked === granted, () => `${consumer.totalStaked} staked, ${granted} granted`);
  const used = granted + consumer.unbonding;
  hold("11 Cap", used <= consumer.availableFunds, () => `${used} of ${consumer.availableFunds} used at ${link.name}`);
}

function rewardsSolvent({ link, rewards, rewardBalance, waiting }: LinkBooks): void {
  const owed = rewards.credited + rewards.unallocated;
  hold("2 Solvent", rewardBalance >= owed, () => `provider of ${link.name} has ${rewardBalance}, owes ${owed}`);
  const kept = sum(waiting, ({ toAnnounce, announcing, toTransfer }) => toAnnounce + announcing + toTransfer);
  const held = link.chain.bank.balance(link.consumer, link.rewardsDenom.consumer);
  // More is there between a transfer's refund and the message that books it.
  const transferring = sum(waiting, (each) => each.transferring);
  const fits = held >= kept && held <= kept + transferring;
  hold("5 Nothing is lost on failure", fits, () => `consumer ${link.name} has ${held} of rewards, books say ${kept}`);
}

/**
 * With `T` an owner's unsettled tokens the claim is `T − cut + queued`. Queries show items less their share of a cut
 * that is only recorded, so that with a cut open what is shown may miss up to the cut.
 */
function claimsMatchStakes(books: Books, at: LinkBooks): void {
  for (const [owner, { staked, unbonding, inFlight, cut }] of at.owners) {
    const claim = claimOf(books, owner, at.link);
    const shown =
      sum(staked, ({ tokens, slashed }) => tokens + slashed) +
      sum(unbonding, ({ tokens, slashed }) => tokens + slashed) +
      sum(inFlight, ({ amount }) => amount);
    const backing = claim - cut.queuedRelease - cut.queuedSlash;
    const fits = backing <= shown && backing >= shown - cut.cut;
    const text = () => `${owner} at ${at.link.name}: claim ${claim}, shown ${shown}, cut ${JSON.stringify(cut, plain)}`;
    hold("3 Claims match stakes", fits, text);
    hold("3 Claims match stakes", cut.cut <= cut.base, text);
  }
  for (const { address, tokens } of at.validators) {
    const parts = sum(at.owners.values(), ({ staked }) =>
      sum(staked, (each) => (each.validator === address ? each.tokens : 0n)),
    );
    // Cuts that are only recorded are still in the validator's total, and every position is floored.
    const open = sum(at.owners.values(), ({ cut }) => cut.cut);
    hold("8 Total ≥ parts", tokens >= parts, () => `${address} has ${tokens}, its positions ${parts}`);
    const slack = open + BigInt(at.owners.size) + 1n;
    hold("8 Total ≥ parts", tokens <= parts + slack, () => `${address} has ${tokens}, its positions only ${parts}`);
  }
}

function consumerFollows({ link, stakes, remotes, channel }: LinkBooks): void {
  for (const { validator, remote, asked, price } of stakes) {
    const target = price.mulFloor(remote);
    hold("8 Round trip", asked === target, () => `${asked} asked for ${remote} at ${validator}, not ${target}`);
  }
  for (const validator of link.validators) {
    const stake = stakes.find((each) => each.validator === validator);
    const remote = remotes.get(validator);
    // Between two channels nothing is known for sure.
    if (channel.channel === undefined || channel.syncing) continue;
    if (remote === undefined || remote.packetsPending > 0) continue;
    const held = stake?.remote ?? 0n;
    hold("6 Exactly once", remote.known === held, () => `${validator}: ${remote.known} known, consumer has ${held}`);
  }
}

/** No consumer here asks for more than it is allowed, so that what is granted beyond what is asked waits, all of it. */
function stakingFollows({ link, stakes, delegations, targets, power }: LinkBooks): void {
  for (const validator of link.validators) {
    const remembered = stakes.find((each) => each.validator === validator)?.asked ?? 0n;
    const { asked = 0n, granted = 0n, target = 0n } = targets.find((each) => each.validator === validator) ?? {};
    hold("8 Round trip", asked === remembered, () => `${remembered} asked at ${validator}, ${asked} understood`);
    hold("8 Round trip", target === asked, () => `${asked} asked at ${validator}, ${target} aimed at`);
    const listed = delegations.find((each) => each.validator === validator)?.amount ?? 0n;
    hold("8 Round trip", granted === listed, () => `${granted} granted at ${validator}, ${listed} listed`);
  }
  const { asked, allowed, granted, queued } = power;
  const above = sum(targets, (each) => (each.granted > each.asked ? each.granted - each.asked : 0n));
  const text = () => `${link.name}: ${JSON.stringify({ power, targets }, plain)}`;
  hold("8 Round trip", asked === sum(targets, (each) => each.asked), text);
  hold("8 Round trip", queued === above, text);
  hold("11 Cap", granted <= allowed + queued, text);
}

/**
 * What has to be true at the end of a plan: whatever is asked is granted, but for what the queue or the unbonding takes
 * the place of. Where nothing waits and nothing unbonds, both are the same to the unit.
 */
export function checkPlan({ link, targets, power, consumer }: LinkBooks): void {
  const { allowed, granted, unbonding, queued } = power;
  const missing = sum(targets, (each) => (each.asked > each.granted ? each.asked - each.granted : 0n));
  const text = () => `${link.name}: ${JSON.stringify({ power, targets }, plain)}`;
  const full = granted >= allowed || granted + unbonding >= consumer.availableFunds;
  hold("11 Cap", missing === 0n || full, text);
  if (queued + unbonding > 0n) return;
  hold("8 Round trip", missing === 0n && granted === power.asked, text);
}

function rewardsAddUp({ link, owners, rewards, rewardBalance }: LinkBooks, { journal, opened }: Known): void {
  const paid = sum(link.validators, (validator) => journal.paid.get(`${link.provider}/${validator}`) ?? 0n);
  const pending = sum(owners.values(), (owner) => sum(owner.rewards.values(), (amount) => amount));
  const received = rewardBalance + paid;
  const given = paid + pending + rewards.unallocated;
  hold("9 Rewards", given <= received, () => `${link.name}: ${given} given of ${received} received`);
  // Queries look eight announcements ahead; what is announced beyond is nobody's yet.
  const dust = BigInt(opened.get(link.provider) ?? 0);
  if (rewards.announcements === 0) {
    const missing = rewards.credited - pending;
    hold(
      "9 Rewards",
      missing >= 0n && missing <= dust,
      () => `${link.name}: ${missing} of ${rewards.credited} missing`,
    );
  }
  for (const validator of link.validators) {
    const place = `${link.provider}/${validator}`;
    const due = sum(owners.values(), (owner) => owner.rewards.get(validator) ?? 0n) + (journal.paid.get(place) ?? 0n);
    const announced = journal.announced.get(place) ?? 0n;
    hold("9 Rewards", due <= announced, () => `${validator}: ${due} paid and due of ${announced} announced`);
  }
}

/** What an owner had is in his wallet, bonded, or was slashed: no more, no less. */
function conserved(books: Books, { world, journal, touched }: Known): void {
  for (const [owner, had] of world.wallets) {
    const wallet = world.home.bank.balance(owner, world.bondDenom);
    const bonded = books.accounts.get(owner)?.bonded ?? 0n;
    const lost = journal.slashed.get(owner) ?? 0n;
    hold("8 Round trip", wallet + bonded + lost === had, () => `${owner}: ${wallet} + ${bonded} + ${lost} of ${had}`);
    if (touched.has(owner)) continue;
    const dust = sum(books.links, (at) => {
      const { staked, unbonding, cut } = ownerAt(at, owner);
      return cut.cut + sum(staked, ({ slashed }) => slashed) + sum(unbonding, ({ slashed }) => slashed);
    });
    hold("8 Round trip", lost + dust === 0n, () => `${owner} was never slashed and lost ${lost}, owes ${dust}`);
  }
}

/** For JSON: amounts as text. */
export function plain(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
