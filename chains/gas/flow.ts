import { MsgTransfer } from "cosmjs-types/ibc/applications/transfer/v1/tx";
import { consumer, lockup, provider, type SentTx, sendMsgs, slasher, staking } from "mesh-security-sdk";
import { parseRatio } from "mesh-security-sdk/math";
import { UNIT } from "../settings.js";
import { FEE } from "./fee.js";
import { carry, carryUnnoted, openingPackets, sentPacket } from "./packets.js";
import type { GasWorld } from "./world.js";

/** Every step is done twice: a first time stores what later ones find. */
const ROUNDS = ["", ", again"] as const;
const OPTIONS = { fee: FEE };
/** Delegators that one message pushes a slash to, at most. */
const PAGE = 30;
const AN_HOUR = 3_600_000;

/** Calls by any account of the provider chain. */
export const atProvider = ({ link, keeper }: GasWorld) => ({ contract: link.provider, sender: keeper });
/** Calls by any account of the consumer chain. */
export const atConsumer = ({ link, junoKeeper }: GasWorld) => ({ contract: link.consumer, sender: junoKeeper });

/** The provider is told the validators on the channel that has just opened. */
export async function listValidators(world: GasWorld, channel: string, round: string): Promise<void> {
  const opened = await openingPackets(world, channel);
  await carry(world, `packet list_validators${round}`, sentPacket(world, "listValidators", "home", opened));
}

/** Bonds are made and pledged. */
export async function stake(world: GasWorld): Promise<void> {
  const { home, delegator } = world;
  for (const round of ROUNDS) {
    await world.note(
      `lockup: bond${round}`,
      lockup.bond(
        home.client,
        {
          contract: world.lockup,
          sender: delegator,
          funds: { denom: home.bondDenom, amount: 1_000n * UNIT },
        },
        OPTIONS,
      ),
    );
    const granted = await world.note(`lockup: grant_claim${round}`, grant(world, 400n * UNIT));
    await carry(world, `packet stake${round}`, sentPacket(world, "stake", "home", granted));
  }
}

/** A claim for the validator, which sends stake on its way. */
export function grant(
  { home, link, lockup: contract, delegator, validator }: GasWorld,
  amount: bigint,
): Promise<SentTx> {
  const claim = { contract, sender: delegator, lienholder: link.provider, validator, amount };
  return lockup.grantClaim(home.client, claim, OPTIONS);
}

/** Announced rewards and the transfer that follows arrive, are credited and claimed. */
async function bringRewards(world: GasWorld, round: string, announced: SentTx): Promise<void> {
  const { home, delegator, validator, link } = world;
  const answered = await carry(world, `packet rewards${round}`, sentPacket(world, "rewards", "juno", announced));
  await carry(world, `transfer of rewards${round}`, sentPacket(world, "transfer", "juno", answered));
  await world.note(`provider: credit${round}`, provider.credit(home.client, atProvider(world), OPTIONS));
  const claim = { contract: link.provider, sender: delegator, validator };
  await world.note(`provider: claim_rewards${round}`, provider.claimRewards(home.client, claim, OPTIONS));
}

/** A payment over the rewards' channel: the first one makes what x/transfer keeps of a channel's denom. */
async function transferFirst(world: GasWorld): Promise<void> {
  const { juno, link, keeper, junoKeeper } = world;
  const value = MsgTransfer.fromPartial({
    sourcePort: "transfer",
    sourceChannel: link.transferChannels.consumer,
    token: { denom: juno.rewardsDenom, amount: "1" },
    sender: junoKeeper,
    receiver: keeper,
    timeoutTimestamp: BigInt(Date.now() + AN_HOUR) * 1_000_000n,
  });
  const message = { typeUrl: "/ibc.applications.transfer.v1.MsgTransfer", value };
  const sent = await sendMsgs(juno.client, junoKeeper, [message], OPTIONS);
  await carryUnnoted(world, sentPacket(world, "transfer", "juno", sent));
}

/** Rewards are collected: by the prototype's two messages, then by the consumer's one. */
export async function reward(world: GasWorld): Promise<void> {
  const { stage, juno, link, validator, junoKeeper: sender } = world;
  const both = { contract: link.staking, sender, validator };
  await transferFirst(world);
  await stage.accrue();
  await world.note(
    "meta-staking: withdraw_delegator_reward",
    staking.withdrawDelegatorReward(juno.client, both, OPTIONS),
  );
  const paid = await world.note(
    "meta-staking: withdraw_to_costumer",
    staking.withdrawToConsumer(juno.client, { ...both, consumer: link.consumer }, OPTIONS),
  );
  await bringRewards(world, "", paid);
  await stage.accrue();
  const claimed = await world.note("consumer: claim_rewards", collect(world));
  await bringRewards(world, ", again", claimed);
}

/** Has what the validator earned announced. */
export function collect(world: GasWorld): Promise<SentTx> {
  return consumer.claimRewards(world.juno.client, { ...atConsumer(world), validator: world.validator }, OPTIONS);
}

async function submit(world: GasWorld, round: string, evidenceId: string): Promise<void> {
  const { home, link, keeper, validator } = world;
  const evidence = { contract: link.slasher, sender: keeper, validator, ratio: parseRatio("0.1"), evidenceId };
  const sent = await world.note(
    `slasher: submit_evidence${round}`,
    slasher.submitEvidence(home.client, evidence, OPTIONS),
  );
  await carryUnnoted(world, sentPacket(world, "unstake", "home", sent));
}

/** Burns what slashes have taken. */
function burn({ home, lockup: contract, keeper: sender }: GasWorld): Promise<SentTx> {
  return lockup.burn(home.client, { contract, sender }, OPTIONS);
}

/** Two slashes: one is settled for the delegator alone, one is pushed to a page of delegators, then to the rest. */
export async function slash(world: GasWorld): Promise<void> {
  const { home, delegator, validator } = world;
  await submit(world, "", "1");
  const owner = { ...atProvider(world), owner: delegator };
  await world.note("provider: settle", provider.settle(home.client, owner, OPTIONS));
  // The first burn on a chain also makes an account of x/wasm.
  await burn(world);
  await submit(world, ", again", "2");
  const push = { ...atProvider(world), validator, limit: PAGE };
  const page = await world.note("provider: process_slashes", provider.processSlashes(home.client, push, OPTIONS));
  const [last] = provider
    .providerEvents(page.events, push.contract)
    .flatMap((event) => (event.kind === "processSlashes" && event.last !== undefined ? [event.last] : []));
  if (last !== undefined) await provider.processSlashes(home.client, { ...push, startAfter: last }, OPTIONS);
  await world.note("lockup: burn", burn(world));
}

/** Takes stake back, which sends an unstake on its way. */
export function leave({ home, link, delegator, validator }: GasWorld, amount: bigint): Promise<SentTx> {
  return provider.unstake(home.client, { contract: link.provider, sender: delegator, validator, amount }, OPTIONS);
}

/** Parts of the stake leave. */
export async function unstake(world: GasWorld): Promise<void> {
  for (const round of ROUNDS) {
    const left = await world.note(`provider: unstake${round}`, leave(world, 100n * UNIT));
    await carry(world, `packet unstake${round}`, sentPacket(world, "unstake", "home", left));
  }
}

/** The consumer tells that a validator came. */
export async function syncValidators(world: GasWorld): Promise<void> {
  const sent = await world.note(
    "consumer: sync_validators",
    consumer.syncValidators(world.juno.client, atConsumer(world), OPTIONS),
  );
  await carry(world, "packet update_validators", sentPacket(world, "updateValidators", "juno", sent));
}

/** Stake whose time has come is released and paid out. */
export async function release(world: GasWorld): Promise<void> {
  const { home, link, delegator } = world;
  const at = { contract: link.provider, sender: delegator };
  await world.note("provider: unbond", provider.unbond(home.client, at, OPTIONS));
  const payout = { contract: world.lockup, sender: delegator, amount: 100n * UNIT };
  await world.note("lockup: unbond", lockup.unbond(home.client, payout, OPTIONS));
}
