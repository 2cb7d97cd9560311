import { type Chain, namedAddress, type TxOutcome } from "mesh-security-devnet";
import { claimRewardsMsg as collectMsg } from "mesh-security-sdk/consumer";
import type { ExecuteMsg } from "mesh-security-sdk/core";
import { bondMsg, grantClaimMsg, unbondMsg } from "mesh-security-sdk/lockup";
import { claimRewardsMsg, creditMsg, resendMsg, sweepUnallocatedMsg, unstakeMsg } from "mesh-security-sdk/provider";
import { rebalanceMsg } from "mesh-security-sdk/staking";
import { lateAddress } from "./costCrowd.js";
import { carry, expire } from "./costPackets.js";
import type { CostLink, CostWorld } from "./costWorld.js";
import { execute, UNBONDING } from "./world.js";

/** One whole token. */
const TOKEN = 1_000_000n;
/** What the first delegator has bonded before anything is measured; nearly all of it backs his other claim. */
const BONDED = 1_000n * TOKEN;
/** More than a consumer may delegate. */
const TOO_MUCH = 2_500n * TOKEN;
/** Seconds in which validators earn what is worth collecting. */
const EARNING = 3_600n;

/** The first delegator: what he does is measured. */
export const delegatorOf = ({ home }: CostWorld): string => lateAddress(home.prefix, "first");

/** Sends one message; notes it under that name where there is one. Throws a RangeError where it failed. */
export function send({ meter }: CostWorld, row: string | undefined, chain: Chain, message: ExecuteMsg): TxOutcome {
  if (row !== undefined) return meter.note(row, chain, () => execute(chain, message));
  const outcome = execute(chain, message);
  if (outcome.code !== 0) throw new RangeError(outcome.rawLog);
  return outcome;
}

interface Pledge {
  readonly sender: string;
  readonly amount: bigint;
  readonly link?: CostLink;
  readonly validator?: string;
}

/** Pledges a claim, which sends stake on its way. */
function grant(world: CostWorld, row: string | undefined, pledge: Pledge): TxOutcome {
  const { link = world.juno, validator = link.validator, sender, amount } = pledge;
  const claim = { contract: world.lockup, sender, lienholder: link.provider, validator, amount };
  return send(world, row, world.home, grantClaimMsg(claim));
}

/** Bonds tokens that nobody had before. */
export function bond(world: CostWorld, row: string | undefined, sender: string, amount: bigint): void {
  const { home, lockup } = world;
  const funds = { denom: home.bondDenom, amount };
  home.run((ctx) => home.bank.mint(ctx, sender, [funds]));
  send(world, row, home, bondMsg({ contract: lockup, sender, funds }));
}

function leave(world: CostWorld, row: string | undefined, pledge: Pledge): TxOutcome {
  const { sender, amount, validator = world.juno.validator } = pledge;
  return send(world, row, world.home, unstakeMsg({ contract: world.juno.provider, sender, validator, amount }));
}

/** Stake of juno's link goes, and its answer comes back. */
const way = ({ home, juno }: CostWorld) => [home, juno.chain] as const;
const wayBack = ({ home, juno }: CostWorld) => [juno.chain, home] as const;

/** Rewards of a validator are collected, announced, sent and credited. */
function reward(world: CostWorld, measured: boolean, validator = world.juno.validator): void {
  const { network, home, juno } = world;
  const row = (name: string) => (measured ? name : undefined);
  network.advance(EARNING);
  const sender = namedAddress(juno.chain.prefix, "admin");
  const collect = collectMsg({ contract: juno.consumer, sender, validator });
  const announced = send(world, row("consumer: claim_rewards"), juno.chain, collect);
  const answered = carry(world, row("packet rewards"), wayBack(world), announced);
  carry(world, row("transfer of rewards"), wayBack(world), answered);
  send(world, row("provider: credit"), home, creditMsg({ contract: juno.provider, sender: world.admin }));
}

/** All that the first delegator does for the first time, so that what is measured finds it. */
export function prepare(world: CostWorld): void {
  const { home, network, stargaze } = world;
  const sender = delegatorOf(world);
  bond(world, undefined, sender, BONDED);
  const other = grant(world, undefined, { sender, amount: BONDED - 10n * TOKEN, link: stargaze });
  carry(world, undefined, [home, stargaze.chain], other);
  for (const amount of [100n * TOKEN, 50n * TOKEN]) {
    carry(world, undefined, way(world), grant(world, undefined, { sender, amount }));
    network.advance(EARNING);
  }
  carry(world, undefined, way(world), leave(world, undefined, { sender, amount: TOKEN }));
  reward(world, false);
  reward(world, false);
}

/** Stake is made, by the first delegator and by one more; some is refused, some never arrives. */
export function stake(world: CostWorld): void {
  const { home, lockup } = world;
  const sender = delegatorOf(world);
  bond(world, "lockup: bond", sender, TOKEN);
  const more = grant(world, "lockup: grant_claim", { sender, amount: TOKEN });
  carry(world, "packet stake", way(world), more);
  expire(world, "packet stake", home, grant(world, undefined, { sender, amount: TOKEN }));
  send(world, "lockup: unbond", home, unbondMsg({ contract: lockup, sender, amount: TOKEN }));

  const newcomer = lateAddress(home.prefix, "newcomer");
  bond(world, "lockup: bond, a newcomer's", newcomer, TOKEN);
  const first = grant(world, "lockup: grant_claim, a newcomer's", { sender: newcomer, amount: TOKEN });
  carry(world, "packet stake of a newcomer", way(world), first);

  const whale = lateAddress(home.prefix, "whale");
  bond(world, undefined, whale, TOO_MUCH);
  const refused = grant(world, undefined, { sender: whale, amount: TOO_MUCH });
  carry(world, "packet stake that is refused", way(world), refused, "refusal");
}

/** Stake is taken back; what never arrives is told again. */
export function unstake(world: CostWorld): void {
  const { home, juno } = world;
  const sender = delegatorOf(world);
  const some = { sender, amount: TOKEN };
  carry(world, "packet unstake", way(world), leave(world, "provider: unstake", some));
  expire(world, "packet unstake", home, leave(world, undefined, some));
  const again = send(world, "provider: resend", home, resendMsg({ contract: juno.provider, sender: world.admin }));
  carry(world, "packet unstake, resent", way(world), again);
}

/** Rewards come and are claimed; those of a validator that everybody has left belong to nobody. */
export function earn(world: CostWorld): void {
  const { home, juno, network, admin } = world;
  const { provider: contract, validator, spare } = juno;
  reward(world, true);
  const sender = delegatorOf(world);
  send(world, "provider: claim_rewards", home, claimRewardsMsg({ contract, sender, validator }));

  // What waits to be undelegated takes the place of new stake.
  network.advance(BigInt(Math.ceil(UNBONDING / 7)));
  const rebalance = rebalanceMsg({ contract: juno.staking, sender: namedAddress(juno.chain.prefix, "admin") });
  send(world, "staking: rebalance", juno.chain, rebalance);

  const passing = { sender: lateAddress(home.prefix, "passing"), amount: TOKEN, validator: spare };
  bond(world, undefined, passing.sender, TOKEN);
  carry(world, undefined, way(world), grant(world, undefined, passing));
  network.advance(EARNING);
  carry(world, undefined, way(world), leave(world, undefined, passing));
  reward(world, false, spare);
  const sweep = sweepUnallocatedMsg({ contract, sender: admin, recipient: admin });
  send(world, "provider: sweep_unallocated", home, sweep);
}

/** Stake that nobody answers is left under way. */
export function leaveUnanswered(world: CostWorld): void {
  const sender = lateAddress(world.home.prefix, "waiting");
  bond(world, undefined, sender, TOKEN);
  grant(world, undefined, { sender, amount: TOKEN });
}

/** What came of it once its time is over. */
export function takeUnanswered(world: CostWorld): void {
  const sender = lateAddress(world.home.prefix, "waiting");
  leave(world, "provider: unstake of unanswered stake", { sender, amount: TOKEN });
}
