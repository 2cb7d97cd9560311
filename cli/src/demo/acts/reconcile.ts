import { getTotals } from "mesh-security-sdk/lockup";
import { getPendingRewards as pendingAtStaking } from "mesh-security-sdk/staking";
import { earned, holds } from "../books.js";
import type { Consumer, Setting } from "../cast.js";
import { table, units } from "../format.js";
import { BONDS, DELEGATORS, validatorOf } from "../plot.js";
import { expectEqual, type Tell } from "../tell.js";

/** The books: bonded = returned + slashed, nothing in between; and every reward is somewhere. */
export async function reconcile(setting: Setting, returned: bigint, tell: Tell): Promise<void> {
  const { home, mesh } = setting;
  const { lockup } = mesh.deployment.provider;
  const bonded = DELEGATORS.reduce((sum, who) => sum + BONDS[who], 0n);
  const totals = await getTotals(home.client, { contract: lockup });
  const slashed = totals.burned;
  expectEqual("returned and slashed", returned + slashed, bonded);
  expectEqual("what the lockup still holds", await holds(home, lockup, home.bondDenom), 0n);
  expectEqual("what accounts still have bonded", totals.bonded, 0n);

  const rows = [["rewards", "earned (x/distribution)", "claimed", "with nobody"]];
  const numbers: Record<string, bigint> = {};
  for (const consumer of [setting.juno, setting.stargaze]) {
    const book = await rewardsOf(setting, consumer);
    expectEqual(`rewards of ${consumer.name}`, book.claimed + book.rest, book.earned);
    rows.push([consumer.name, units(book.earned), units(book.claimed), units(book.rest)]);
    numbers[`${consumer.name}_earned`] = book.earned;
    numbers[`${consumer.name}_claimed`] = book.claimed;
    numbers[`${consumer.name}_rest`] = book.rest;
  }
  await tell({
    step: "reconciled",
    title: "The books: bonded = returned + slashed",
    chain: "osmosis",
    numbers: { bonded, returned, slashed, ...numbers, ok: true },
    lines: [
      `${units(bonded)} bonded = ${units(returned)} returned + ${units(slashed)} slashed; the lockup holds 0`,
      ...table(rows),
      "with nobody: earned after the last claim, while nobody was staked any more, and fractions of a unit",
    ],
  });
}

/**
 * What x/distribution's events say was paid, and where it is now: with the delegators, or still in a contract. The
 * two are found on different ways: events here, bank balances there.
 */
async function rewardsOf(setting: Setting, consumer: Consumer) {
  const { home, cast } = setting;
  const { chain, link, funds } = consumer;
  let claimed = 0n;
  for (const who of DELEGATORS) claimed += await holds(home, cast[who], link.rewardsDenom.provider);
  const atProvider = await holds(home, link.provider, link.rewardsDenom.provider);
  const atStaking = (await holds(chain, link.staking, chain.rewardsDenom)) - funds;
  const atConsumer = await holds(chain, link.consumer, chain.rewardsDenom);
  let promised = 0n;
  for (const at of [0, 1, 2] as const) {
    const validator = validatorOf(consumer, at);
    const of = { contract: link.staking, consumer: link.consumer, validator };
    promised += (await pendingAtStaking(chain.client, of)).amount;
  }
  if (promised > atStaking) throw new Error(`${consumer.name} owes rewards of ${promised} and holds ${atStaking}`);
  return { earned: await earned(consumer), claimed, rest: atProvider + atStaking + atConsumer };
}
