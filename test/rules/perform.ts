import { claimRewardsMsg as collectMsg, retryRewardsMsg, syncValidatorsMsg } from "mesh-security-sdk/consumer";
import type { ExecuteMsg } from "mesh-security-sdk/core";
import { bondMsg, burnMsg, grantClaimMsg, unbondMsg } from "mesh-security-sdk/lockup";
import {
  claimRewardsMsg,
  creditMsg,
  processSlashesMsg,
  refreshValidatorsMsg,
  unbondMsg as releaseMsg,
  resendMsg,
  settleMsg,
  unstakeMsg,
} from "mesh-security-sdk/provider";
import { claimOf, digest, ownerAt } from "./books.js";
import { closeChannel, openChannel } from "./channels.js";
import { handInEvidence } from "./evidence.js";
import type { Of, Operation } from "./operations.js";
import { rebalance, syncSlash } from "./rebalancing.js";
import { hold } from "./rules.js";
import type { Run } from "./run.js";
import { type Link, UNBONDING } from "./world.js";

/** As many as a page can need here: consumers have three validators. */
const ALL = 4;

/** Does one step. What must succeed by the books of before, must; what may be refused is refused in words. */
export async function perform(run: Run, operation: Operation): Promise<void> {
  const { world, carrier } = run;
  switch (operation.kind) {
    case "bond":
    case "unbond":
      return bondOrUnbond(run, operation);
    case "crossStake":
      return crossStake(run, operation);
    case "unstake":
      return unstake(run, operation);
    case "release":
      return release(run, operation);
    case "claim":
      return claim(run, operation);
    case "evidence":
      return handInEvidence(run, operation);
    case "processSlashes":
      return processSlashes(run, operation);
    case "resend":
      return again(run, operation, (contract, sender, limit) => resendMsg({ contract, sender, limit }));
    case "retryRewards":
      return again(run, operation, (contract, sender, limit) => retryRewardsMsg({ contract, sender, limit }));
    case "rebalance":
      return rebalance(run, operation);
    case "syncSlash":
      return syncSlash(run, operation);
    case "closeChannel":
      return closeChannel(run, run.at(operation.link).link);
    case "openChannel":
      await openChannel(run, run.at(operation.link).link);
      return;
    case "relayAll":
      await carrier.carry();
      return;
    case "relay":
      await carrier.carry(operation.packets);
      return;
    case "clearFaults":
      return carrier.clear();
    case "duplicate":
      carrier.duplicates = operation.on;
      return;
    case "reorder":
      carrier.reorders = operation.on;
      return;
    case "drop":
      return carrier.drop(operation.what, operation.at);
    case "replay":
      return carrier.replay(operation.at);
    case "pass":
      return world.network.advance(BigInt(operation.seconds));
    default:
      return simple(run, operation);
  }
}

function simple(
  run: Run,
  operation: Of<"collect" | "settle" | "credit" | "refreshValidators" | "syncValidators" | "jail" | "burn">,
): void {
  const { world } = run;
  const sender = world.anyone(world.home);
  if (operation.kind === "burn") {
    run.send(world.home, burnMsg({ contract: world.lockup, sender }), run.books.totals.owedToBurn > 0n);
    return;
  }
  const { link, owners, channel } = run.at(operation.link);
  const contract = link.provider;
  const there = { contract: link.consumer, sender: world.anyone(link.chain) };
  switch (operation.kind) {
    case "collect": {
      const { error } = run.send(link.chain, collectMsg({ ...there, validator: operation.validator }));
      if (error === undefined) run.reach("rewards collected");
      return;
    }
    case "settle": {
      const { owner, limit } = operation;
      const { staked = [], inFlight = [], unbonding = [] } = owners.get(owner) ?? {};
      const known = staked.length + inFlight.length + unbonding.length > 0;
      run.send(world.home, settleMsg({ contract, sender, owner, limit }), known);
      return;
    }
    case "credit":
      run.send(world.home, creditMsg({ contract, sender, limit: operation.limit }), true);
      return;
    case "refreshValidators":
      run.send(world.home, refreshValidatorsMsg({ contract, sender }), channel.channel !== undefined);
      return;
    case "syncValidators":
      run.send(link.chain, syncValidatorsMsg(there));
      return;
    case "jail":
      jail(run, link, operation.validator);
      return;
  }
}

function bondOrUnbond(run: Run, { kind, owner, amount }: Of<"bond" | "unbond">): void {
  const { world, books } = run;
  const to = { contract: world.lockup, sender: owner };
  if (kind === "bond") {
    const has = world.home.bank.balance(owner, world.bondDenom);
    run.send(world.home, bondMsg({ ...to, funds: { denom: world.bondDenom, amount } }), amount <= has);
    return;
  }
  const { free } = books.accounts.get(owner) ?? { free: 0n };
  const { error } = run.send(world.home, unbondMsg({ ...to, amount }), amount <= free);
  hold("1 Backed", error !== undefined || amount <= free, () => `${owner} took ${amount} of ${free} free`);
}

async function crossStake(run: Run, { owner, link, validator, amount }: Of<"crossStake">): Promise<void> {
  const { world, books } = run;
  const at = run.at(link);
  const { bonded } = books.accounts.get(owner) ?? { bonded: 0n };
  const room = bonded - claimOf(books, owner, at.link);
  const target = at.validators.find(({ address }) => address === validator);
  const open = at.channel.channel !== undefined && !at.channel.syncing;
  const fit = open && target?.status === "active" && !target.multiplier.isZero;
  const message = grantClaimMsg({
    contract: world.lockup,
    sender: owner,
    lienholder: at.link.provider,
    validator,
    amount,
  });
  const { cut } = ownerAt(at, owner);
  const { error } = run.send(world.home, message, fit && amount <= room && cut.cut === 0n);
  hold("1 Backed", error !== undefined || amount <= room, () => `${owner} pledged ${amount} of ${room}`);
  if (error !== undefined) return;
  run.opens(at.link);
  await run.carrier.sent(at.link, owner, validator);
}

function unstake(run: Run, { owner, link, validator, amount }: Of<"unstake">): void {
  const { world } = run;
  const at = run.at(link);
  const { staked, inFlight, unbonding, cut } = ownerAt(at, owner);
  const active = staked.find((each) => each.validator === validator)?.tokens ?? 0n;
  const message = unstakeMsg({ contract: at.link.provider, sender: owner, validator, amount });
  const { error } = run.send(world.home, message, amount <= active && cut.cut === 0n);
  if (error !== undefined) return;
  if (amount > active && inFlight.length > 0 && cut.cut === 0n) run.reach("unanswered stake taken back");
  const young = (openedAt: number) => run.books.now - openedAt < UNBONDING / 7 - 60;
  if (unbonding.some((each) => each.validator === validator && young(each.openedAt))) run.reach("merged unbonding");
}

function release(run: Run, { owner, link, limit }: Of<"release">): void {
  const { world } = run;
  const { provider } = run.at(link).link;
  const { unbonding, cut } = ownerAt(run.at(link), owner);
  const now = Number(world.network.clock.now / 1_000_000_000n);
  const matured = unbonding.filter(({ releaseAt }) => releaseAt <= now).length;
  const early = unbonding.filter(({ releaseAt }) => releaseAt <= now + 5).length;
  const message = releaseMsg({ contract: provider, sender: owner, limit });
  const { error } = run.send(world.home, message, matured > 0 && cut.cut === 0n);
  hold("5 Unbonding", error !== undefined || early > 0, () => `${owner} released before the time`);
  if (error !== undefined) return;
  run.reach("released");
  if (limit < early) return;
  const before = digest(world.home);
  const second = run.send(world.home, message).error;
  hold("6 Exactly once", second === "NothingMaturedError", () => `a second unbond: ${second ?? "taken"}`);
  hold("6 Exactly once", digest(world.home) === before, () => "a second unbond changed the books");
}

function claim(run: Run, { owner, link, validator }: Of<"claim">): void {
  const { world } = run;
  const at = run.at(link);
  const { rewards, cut } = ownerAt(at, owner);
  const due = rewards.get(validator) ?? 0n;
  const denom = at.link.rewardsDenom.provider;
  const before = world.home.bank.balance(owner, denom);
  const message = claimRewardsMsg({ contract: at.link.provider, sender: owner, validator });
  const { error } = run.send(world.home, message, due > 0n && cut.cut === 0n);
  const paid = world.home.bank.balance(owner, denom) - before;
  hold("9 Rewards", error !== undefined || paid === due, () => `${owner} got ${paid}, was promised ${due}`);
  if (error === undefined) run.reach("rewards paid");
}

/** Goes on where the last page ended. */
function processSlashes(run: Run, { link, validator, limit }: Of<"processSlashes">): void {
  const { world, cursors } = run;
  const { provider } = run.at(link).link;
  const key = `${provider}/${validator}`;
  const after = cursors.get(key);
  const page = after === undefined ? { limit } : { limit, startAfter: after };
  const message = processSlashesMsg({ contract: provider, sender: world.anyone(world.home), validator, ...page });
  const { tx } = run.send(world.home, message, true);
  const last = tx.events.flatMap(({ attributes }) => attributes).find(({ key: name }) => name === "last")?.value;
  if (last === undefined) cursors.delete(key);
  else cursors.set(key, last);
}

/** Sends it; over all validators, once more: there is nothing left to do then. */
function again(
  run: Run,
  { kind, link, limit }: Of<"resend" | "retryRewards">,
  message: (contract: string, sender: string, limit: number) => ExecuteMsg,
): void {
  const { world } = run;
  const { link: there, channel } = run.at(link);
  if (kind === "resend" && (channel.channel === undefined || channel.syncing)) {
    run.send(world.home, message(there.provider, world.anyone(world.home), limit));
    return;
  }
  const chain = kind === "resend" ? world.home : there.chain;
  const contract = kind === "resend" ? there.provider : there.consumer;
  const send = () => run.send(chain, message(contract, world.anyone(chain), limit), true).tx;
  const sent = send().events.some(({ type }) => type === "send_packet");
  if (sent) run.reach(`${kind} sent packets`);
  if (limit < ALL) return;
  send();
  const before = digest(chain);
  send();
  hold("6 Exactly once", digest(chain) === before, () => `${kind} had more to do the third time`);
}

/** Takes a validator out of the active set, one of the last of a chain; two stay. */
function jail(run: Run, { name, chain, validators }: Link, validator: string): void {
  const bonded = chain.staking.bondedValidators().map(({ operator }) => operator);
  if (bonded.length < validators.length || !bonded.includes(validator)) return;
  chain.run((ctx) => chain.staking.jail(ctx, validator));
  run.reach(`jailed on ${name}`);
}
