import { bondMsg, burnMsg, grantClaimMsg, unbondMsg } from "mesh-security-sdk/lockup";
import { claimRewardsMsg, creditMsg, unbondMsg as releaseMsg, settleMsg, unstakeMsg } from "mesh-security-sdk/provider";
import { freeBalance, maxGrant, valueOfShares } from "../../src/math/index.js";
import { alive, anyProvider, anyValidator, type Both } from "./pick.js";
import * as previews from "./previews.js";
import type { Run } from "./run.js";
import { processSlashes, report, slash } from "./slashSteps.js";
import { DENOM, type Outcome, REWARDS_DENOM } from "./world.js";

function bond(run: Run): void {
  const { random, world, mirror } = run;
  const owner = random.pick(world.owners);
  const amount = 1n + random.upTo(10n ** BigInt(random.below(random.oneIn(20) ? 32 : 16)));
  const poor = random.oneIn(12);
  if (!poor) world.mint(owner, DENOM, amount);
  const message = bondMsg({ contract: world.lockup, sender: owner, funds: { denom: DENOM, amount } });
  if (world.home.bank.balance(owner, DENOM) < amount) {
    run.both(
      "bond",
      () => mirror.refuse("InsufficientFundsError"),
      () => world.call(message),
    );
  } else
    run.both(
      "bond",
      () => mirror.lockup.bond(owner, amount),
      () => world.call(message),
    );
}

function unbond(run: Run): boolean {
  const { random, world, mirror } = run;
  const owner = random.pick(world.owners);
  const free = freeBalance(mirror.lockup.account(owner));
  if (free === 0n && !random.oneIn(8)) return false;
  const amount = random.oneIn(3) ? random.amount(free) : 1n + random.upTo(free / 8n);
  const check = previews.unbond(run, owner, amount);
  const { error } = run.both(
    "unbond",
    () => mirror.lockup.unbond(owner, amount),
    () => world.call(unbondMsg({ contract: world.lockup, sender: owner, amount })),
  );
  check(error);
  return true;
}

function crossStake(run: Run): boolean {
  const { random, world, mirror } = run;
  const at = anyProvider(run);
  const owner = random.pick(world.owners);
  const room = maxGrant(mirror.lockup.account(owner), at.there.address);
  if (room === 0n && !random.oneIn(8)) return false;
  const name = random.oneIn(40) ? anyValidator(run, at) : random.pick(alive(at));
  const amount = random.oneIn(2) ? random.amount(room) : 1n + random.upTo(room / 4n);
  const check = previews.crossStake(run, at.mirror, owner, name, amount);
  const { address } = at.there;
  const { error } = run.both(
    "crossStake",
    () => {
      mirror.lockup.grant(owner, address, amount);
      at.mirror.receiveClaim(owner, amount, name);
    },
    () =>
      world.call(
        grantClaimMsg({ contract: world.lockup, sender: owner, lienholder: address, validator: name, amount }),
      ),
  );
  check(error);
  return true;
}

function answer(run: Run): boolean {
  const { random, waiting } = run;
  if (waiting.length === 0 || (waiting.length < 12 && random.oneIn(3))) return false;
  const one = random.oneIn(3) ? random.pick(waiting) : waiting[0];
  if (one === undefined) return false;
  run.answer(one, random.oneIn(6) ? (random.oneIn(2) ? "refusal" : "timeout") : "success");
  return true;
}

function unstake(run: Run): boolean {
  const { random, world } = run;
  const at = anyProvider(run);
  const { books } = at.mirror;
  const owner = random.pick(world.owners);
  const names = books.positionsOf(owner);
  if (names.length === 0 && !random.oneIn(20)) return false;
  const name = names.length === 0 ? anyValidator(run, at) : random.pick(names);
  if (!leave(run, at, owner, name)) return false;
  // Soon again: what leaves joins what left before.
  while (books.position(name, owner).tokens > 0n && random.oneIn(3)) leave(run, at, owner, name);
  return true;
}

function leave(run: Run, at: Both, owner: string, name: string): boolean {
  const { random, world } = run;
  const { books } = at.mirror;
  const { multiplier } = books.known(name);
  const { tokens } = previews.shown(at.mirror, owner, books.position(name, owner), multiplier);
  const sent = books.inFlightOf(owner).filter((item) => item.validator === name);
  const more = sent.reduce((sum, item) => sum + valueOfShares(item.shares, multiplier), 0n);
  if (tokens + more === 0n && !random.oneIn(8)) return false;
  const most = sent.length > 0 && random.oneIn(3) ? tokens + more : tokens;
  const amount = random.oneIn(2) ? random.amount(most) : 1n + random.upTo(most / 4n);
  const check = previews.unstake(run, at.mirror, owner, name, amount);
  const { error } = run.both(
    "unstake",
    () => at.mirror.unstake(owner, name, amount),
    () => world.call(unstakeMsg({ contract: at.there.address, sender: owner, validator: name, amount })),
  );
  check(error);
  return true;
}

function release(run: Run): boolean {
  const { random, world } = run;
  const at = anyProvider(run);
  const matured = (owner: string) =>
    at.mirror.books.unbondingsOf(owner).some(({ releaseAt }) => releaseAt <= world.now);
  const owners = world.owners.filter(matured);
  if (owners.length === 0 && !random.oneIn(12)) return false;
  const owner = random.pick(owners.length === 0 ? world.owners : owners);
  const limit = 1 + random.below(4);
  run.both(
    "release",
    () => void at.mirror.unbond(owner, limit),
    () => world.call(releaseMsg({ contract: at.there.address, sender: owner, limit })),
  );
  return true;
}

function settle(run: Run): void {
  const { random, world } = run;
  const at = anyProvider(run);
  const due = world.owners.filter((owner) => !previews.isQuiet(at.mirror, owner));
  const owner = random.pick(due.length === 0 || random.oneIn(6) ? world.owners : due);
  const limit = random.oneIn(4) ? 50 : 1 + random.below(5);
  const sender = world.guardian;
  run.both(
    "settle",
    () => void at.mirror.settle(owner, limit),
    () => world.call(settleMsg({ contract: at.there.address, sender, owner, limit })),
  );
}

/** An announcement, and its tokens sooner or later. */
function announce(run: Run): void {
  const { random, world } = run;
  const at = anyProvider(run);
  const name = anyValidator(run, at);
  const amount = 1n + random.upTo(10n ** BigInt(random.below(14)));
  const content = { rewards: { validator: name, total_funds: { denom: "ujuno", amount: amount.toString() } } };
  run.receive("announce", at.there, content, () => at.mirror.announce(name, amount));
  if (random.oneIn(5)) return;
  world.mint(at.there.address, REWARDS_DENOM, amount);
  at.mirror.pay(amount);
}

function credit(run: Run): void {
  const at = anyProvider(run);
  const { guardian: sender } = run.world;
  const limit = 1 + run.random.below(4);
  run.both(
    "credit",
    () => void at.mirror.credit(limit),
    () => run.world.call(creditMsg({ contract: at.there.address, sender, limit })),
  );
}

function claimRewards(run: Run): boolean {
  const { random, world, mirror } = run;
  const at = anyProvider(run);
  const owner = random.pick(world.owners);
  const due = at.mirror.books
    .positionsOf(owner)
    .filter((name) => mirror.look(() => at.mirror.pendingRewards(owner, name)) > 0n);
  if (due.length === 0 && !random.oneIn(12)) return false;
  const name = due.length === 0 ? anyValidator(run, at) : random.pick(due);
  let paid = 0n;
  const before = world.home.bank.balance(owner, REWARDS_DENOM);
  const { error }: Outcome = run.both(
    "claimRewards",
    () => {
      paid = at.mirror.claimRewards(owner, name);
    },
    () => world.call(claimRewardsMsg({ contract: at.there.address, sender: owner, validator: name })),
  );
  if (error === undefined) run.same("rewards paid", paid, world.home.bank.balance(owner, REWARDS_DENOM) - before);
  return true;
}

function burn(run: Run): boolean {
  const { world, mirror, random } = run;
  if (!mirror.lockup.owes && !random.oneIn(4)) return false;
  const { guardian: sender } = world;
  run.both(
    "burn",
    () => mirror.lockup.burn(),
    () => world.call(burnMsg({ contract: world.lockup, sender })),
  );
  return true;
}

/** With the second that the block takes: the ends of a seventh and of the whole period are among them. */
const SECONDS = [1, 30, 300, 600, 998, 999, 3_600, 6_999, 6_999, 7_100] as const;

function pass(run: Run): boolean {
  if (run.random.oneIn(2)) run.world.pass(run.random.pick(SECONDS));
  return false;
}

const STEPS = {
  bond,
  unbond,
  crossStake,
  answer,
  unstake,
  release,
  settle,
  processSlashes,
  slash,
  report,
  announce,
  credit,
  claimRewards,
  burn,
  pass,
};

const WEIGHTS: Readonly<Record<keyof typeof STEPS, number>> = {
  bond: 16,
  unbond: 18,
  crossStake: 8,
  answer: 12,
  unstake: 8,
  release: 7,
  settle: 5,
  processSlashes: 7,
  slash: 4,
  report: 2,
  announce: 8,
  credit: 5,
  claimRewards: 8,
  burn: 3,
  pass: 9,
};

/** Does one step that has something to do. */
export function step(run: Run): void {
  while (STEPS[run.random.weighted(WEIGHTS)](run) === false);
}
