import { claimRewardsMsg as collectMsg, retryRewardsMsg } from "mesh-security-sdk/consumer";
import { burnMsg, unbondMsg } from "mesh-security-sdk/lockup";
import {
  claimRewardsMsg,
  creditMsg,
  processSlashesMsg,
  unbondMsg as releaseMsg,
  resendMsg,
  settleMsg,
  unstakeMsg,
} from "mesh-security-sdk/provider";
import { type LinkBooks, sum } from "./books.js";
import { openChannel } from "./channels.js";
import { rebalanceAll } from "./rebalancing.js";
import { hold, plain } from "./rules.js";
import type { Run } from "./run.js";
import { UNBONDING } from "./world.js";

const PAGE = 100;
/** Cuts make slashes and slashes make cuts, but every round leaves less of both. */
const ROUNDS = 8;
/** The first `resend` goes on where an earlier one ended or asks for a list again; the next two are about all. */
const REPEATS = 3;
/** Longer than the relayer's clients trust a chain that they hear nothing of. */
export const EXPIRY = 15n * 86_400n;

/** Ends every fault, then pushes all slashes, takes everybody's stake and tokens out, and closes the books. */
export async function everyoneLeaves(run: Run): Promise<void> {
  run.carrier.clear();
  await quiet(run);
  await settleAll(run);
  unstakeAll(run);
  await run.check();
  await quiet(run);
  run.world.network.advance(BigInt(UNBONDING + 1));
  // What waited is undelegated now, which brings rewards with it, and comes back in a second unbonding.
  await rebalanceAll(run);
  await collectAll(run);
  await withdrawAll(run);
  closed(run);
  run.world.network.advance(BigInt(UNBONDING + 1));
  await quiet(run);
  await rebalanceAll(run);
  for (const books of run.books.links) consumerClosed(run, books);
}

/** The consumer chains are heard of no more and their clients expire; everybody gets his tokens all the same. */
export async function everyoneLeavesAlone(run: Run): Promise<void> {
  run.carrier.clear();
  run.world.network.relayer.faults.stop();
  run.world.network.advance(EXPIRY);
  await run.check();
  await settleAll(run);
  unstakeAll(run);
  await run.check();
  run.world.network.advance(BigInt(UNBONDING + 1));
  await withdrawAll(run);
  closed(run);
}

/** Until no packet is under way and no side has anything to repeat. */
async function quiet(run: Run): Promise<void> {
  const { world, carrier } = run;
  await carrier.carry();
  for (const { link } of run.books.links) {
    hold("5 Nothing is lost on failure", await openChannel(run, link), () => `no channel to ${link.name}`);
  }
  for (let round = 0; round < REPEATS; round += 1) {
    await carrier.carry();
    await run.check();
    for (const { link, channel } of run.books.links) {
      const resend = resendMsg({ contract: link.provider, sender: world.anyone(world.home) });
      run.send(world.home, resend, !channel.syncing);
      run.send(link.chain, retryRewardsMsg({ contract: link.consumer, sender: world.anyone(link.chain) }), true);
    }
  }
  await carrier.carry();
  await run.check();
}

async function settleAll(run: Run): Promise<void> {
  const { world } = run;
  const sender = world.anyone(world.home);
  for (let round = 0; round < ROUNDS && run.books.links.some(unsettled); round += 1) {
    for (const { link, owners } of run.books.links) {
      const contract = link.provider;
      for (const validator of link.validators) {
        run.send(world.home, processSlashesMsg({ contract, sender, validator, limit: PAGE }), true);
      }
      for (const [owner, { cut }] of owners) {
        if (cut.cut + cut.queuedRelease + cut.queuedSlash === 0n) continue;
        run.send(world.home, settleMsg({ contract, sender, owner, limit: PAGE }));
      }
    }
    await run.carrier.carry();
    await run.check();
  }
  for (const books of run.books.links) {
    const left = () => JSON.stringify([...books.owners], plain);
    hold("7 Slash reaches all", !unsettled(books), () => `${books.link.name} is not settled: ${left()}`);
  }
}

function unsettled({ owners }: LinkBooks): boolean {
  return [...owners.values()].some(
    ({ staked, unbonding, cut }) =>
      cut.cut + cut.queuedRelease + cut.queuedSlash > 0n ||
      staked.some(({ slashed }) => slashed > 0n) ||
      unbonding.some(({ slashed }) => slashed > 0n),
  );
}

function unstakeAll(run: Run): void {
  const { world } = run;
  for (const { link, owners } of run.books.links) {
    for (const [sender, { staked, inFlight }] of owners) {
      for (const validator of link.validators) {
        const own = (item: { readonly validator: string }) => item.validator === validator;
        const active = sum(staked.filter(own), ({ tokens }) => tokens);
        const multiplier = run.multiplier(link, validator);
        // Stake in flight shows what its claim backs; a slash since its sending shows when it is taken back.
        const sent = sum(inFlight.filter(own), (each) => run.carrier.worth(link, each, multiplier));
        const amount = active + sent;
        if (amount === 0n) continue;
        run.send(world.home, unstakeMsg({ contract: link.provider, sender, validator, amount }), true);
      }
    }
  }
}

async function collectAll(run: Run): Promise<void> {
  const { world, carrier } = run;
  const anyone = world.anyone(world.home);
  for (const { link } of run.books.links) {
    const sender = world.anyone(link.chain);
    for (const validator of link.validators) {
      run.send(link.chain, collectMsg({ contract: link.consumer, sender, validator }));
    }
  }
  await quiet(run);
  await carrier.carry();
  for (const { link } of run.books.links) {
    run.send(world.home, creditMsg({ contract: link.provider, sender: anyone, limit: PAGE }), true);
  }
  await run.check();
  for (const { link, owners } of run.books.links) {
    for (const [sender, { rewards }] of owners) {
      for (const validator of rewards.keys()) {
        run.send(world.home, claimRewardsMsg({ contract: link.provider, sender, validator }), true);
      }
    }
  }
  await run.check();
}

async function withdrawAll(run: Run): Promise<void> {
  const { world } = run;
  await settleAll(run);
  for (const { link, owners } of run.books.links) {
    for (const [sender, { unbonding }] of owners) {
      if (unbonding.length === 0) continue;
      run.send(world.home, releaseMsg({ contract: link.provider, sender, limit: PAGE }), true);
    }
  }
  await run.check();
  for (const [sender, { free }] of run.books.accounts) {
    if (free > 0n) run.send(world.home, unbondMsg({ contract: world.lockup, sender, amount: free }), true);
  }
  if (run.books.totals.owedToBurn > 0n) {
    run.send(world.home, burnMsg({ contract: world.lockup, sender: world.anyone(world.home) }), true);
  }
  await run.check();
}

/** Nobody has anything at the lockup or at a provider, and every token is with its owner or burned. */
function closed({ world, books, journal }: Run): void {
  const rule = "8 Round trip";
  for (const [owner, { bonded, claims }] of books.accounts) {
    hold(rule, bonded === 0n && claims.length === 0, () => `${owner} left ${bonded}, ${claims.length} claims`);
  }
  const { bonded, owedToBurn, burned } = books.totals;
  const slashed = sum(journal.slashed.values(), (amount) => amount);
  hold(rule, bonded + owedToBurn === 0n && burned === slashed, () => `burned ${burned} of ${slashed} slashed`);
  const held = world.home.bank.balance(world.lockup, world.bondDenom);
  hold(rule, held === 0n, () => `the lockup still holds ${held}`);
  const wallets = sum(world.owners, (owner) => world.home.bank.balance(owner, world.bondDenom));
  const had = sum(world.wallets.values(), (amount) => amount);
  hold(rule, wallets + burned === had, () => `${wallets} returned and ${burned} burned of ${had}`);
  for (const { link, owners, validators } of books.links) {
    const items = sum(owners.values(), ({ staked, inFlight, unbonding }) =>
      BigInt(staked.length + inFlight.length + unbonding.length),
    );
    hold(rule, items === 0n, () => `${items} items are left at the provider of ${link.name}`);
    const left = validators.filter(({ tokens }) => tokens > 0n);
    hold(rule, left.length === 0, () => `stake is left at ${left.map(({ address }) => address).join()}`);
  }
}

function consumerClosed({ world, carrier, journal }: Run, books: LinkBooks): void {
  const { link, stakes, delegations, targets, power, remotes, waiting, rewards, rewardBalance, consumer } = books;
  const rule = "5 Nothing is lost on failure";
  hold(rule, carrier.open().length === 0, () => "packets are under way");
  const text = (what: unknown) => () => `${link.name}: ${JSON.stringify(what, plain)}`;
  hold(rule, stakes.length === 0 && delegations.length === 0, text([stakes, delegations]));
  hold(rule, targets.length === 0 && power.queued === 0n, text([targets, power]));
  hold(rule, consumer.totalStaked + consumer.unbonding === 0n, text(consumer));
  const held = link.chain.bank.balance(link.staking, link.denom) - consumer.pendingRewards.atomics / 10n ** 18n;
  hold(rule, consumer.availableFunds === link.funds && held >= link.funds, text({ held, consumer, funds: link.funds }));
  const open = [...remotes.values()].filter((each) => each.known + each.target + BigInt(each.packetsPending) > 0n);
  hold(rule, open.length === 0, text(open));
  hold("9 Rewards", waiting.length === 0 && rewards.announcements === 0, text([waiting, rewards]));
  const paid = sum(link.validators, (validator) => journal.paid.get(`${link.provider}/${validator}`) ?? 0n);
  const denom = link.rewardsDenom.provider;
  const supply = world.home.bank.supply(denom);
  hold("9 Rewards", rewardBalance + paid === supply, text({ rewardBalance, paid, supply }));
  hold("9 Rewards", rewardBalance === rewards.credited + rewards.unallocated, text(rewards));
}
