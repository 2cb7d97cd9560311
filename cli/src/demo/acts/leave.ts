import { getBalance, unbond } from "mesh-security-sdk/lockup";
import { rebalance, unstake } from "mesh-security-sdk/mesh";
import { getAccount, unbond as release } from "mesh-security-sdk/provider";
import { delegated, holds, positionLines } from "../books.js";
import type { Setting } from "../cast.js";
import { short, table, units } from "../format.js";
import { DELEGATORS, NAMES, place, STAKES } from "../plot.js";
import { expectEqual, type Tell } from "../tell.js";

/** Parts of the unbonding time; in each, meta-staking undelegates from a validator once. */
const TURNS = 7;

/** Everyone leaves: unstakes, waits, releases, and takes the tokens out of the lockup. Answers what came back. */
export async function leave(setting: Setting, tell: Tell): Promise<bigint> {
  await unstakeAll(setting, tell);
  await releaseAll(setting, tell);
  return withdrawAll(setting, tell);
}

async function unstakeAll(setting: Setting, tell: Tell): Promise<void> {
  const { stage, mesh, home, juno, stargaze, cast } = setting;
  const rows = [["unstaked", "from", "amount (OSMO)"]];
  let total = 0n;
  for (const stake of STAKES) {
    const { consumer, validator, owner, name, on } = place(setting, stake);
    const stakes = await getAccount(home.client, { contract: consumer.link.provider, account: owner });
    const amount = stakes.find((each) => each.validator === validator)?.tokens ?? 0n;
    await unstake(mesh, { delegator: owner, consumer: consumer.chain.chainId, validator, amount });
    total += amount;
    rows.push([name, `${on} ${short(validator)}`, units(amount)]);
  }
  await stage.relay();
  // x/staking takes few undelegations of a validator at a time: what followed a slash so soon waited its turn.
  const turn = Math.max(juno.chain.unbondingTime, stargaze.chain.unbondingTime) / TURNS;
  await stage.passTime(turn + 1);
  for (const consumer of [juno, stargaze]) {
    const sender = cast.anyone[consumer.name];
    await rebalance(mesh, { consumer: consumer.chain.chainId, sender });
    expectEqual(`what ${consumer.name} still delegates`, await delegated(consumer), 0n);
  }
  await tell({
    step: "unstaked",
    title: "Everyone unstakes; the unbonding clock runs on osmosis whatever the other chains do",
    chain: "osmosis",
    numbers: { unstaked: total, juno_delegated: "0", stargaze_delegated: "0" },
    lines: [
      ...table(rows),
      "x/staking of juno and stargaze: 0",
      ...(await positionLines(setting, "Alice", cast.alice)),
    ],
  });
}

async function releaseAll(setting: Setting, tell: Tell): Promise<void> {
  const { stage, home, juno, stargaze, cast, mesh } = setting;
  const period = Math.max(juno.chain.unbondingTime, stargaze.chain.unbondingTime);
  await stage.passTime(period + 1);
  for (const stake of STAKES) {
    const { consumer, owner } = place(setting, stake);
    await release(home.client, { contract: consumer.link.provider, sender: owner });
  }
  const contract = mesh.deployment.provider.lockup;
  for (const who of DELEGATORS) {
    const { claims } = await getBalance(home.client, { contract, account: cast[who] });
    expectEqual(`claims left on ${who}`, BigInt(claims.length), 0n);
  }
  await tell({
    step: "released",
    title: `The unbonding period (${period / 86_400} days) passes; the providers release their claims`,
    chain: "osmosis",
    numbers: { seconds: BigInt(period) },
    lines: await positionLines(setting, "Alice", cast.alice),
  });
}

async function withdrawAll(setting: Setting, tell: Tell): Promise<bigint> {
  const { home, mesh, cast } = setting;
  const contract = mesh.deployment.provider.lockup;
  const rows = [["back in the wallet", "OSMO"]];
  let returned = 0n;
  for (const who of DELEGATORS) {
    const { bonded, free } = await getBalance(home.client, { contract, account: cast[who] });
    expectEqual(`what is free of ${who}'s`, free, bonded);
    const before = await holds(home, cast[who], home.bondDenom);
    await unbond(home.client, { contract, sender: cast[who], amount: free });
    const got = (await holds(home, cast[who], home.bondDenom)) - before;
    expectEqual(`what ${who} got`, got, free);
    returned += got;
    rows.push([NAMES[who], units(got)]);
  }
  await tell({
    step: "unbonded",
    title: "Everyone takes the tokens out of the lockup",
    chain: "osmosis",
    numbers: { returned },
    lines: table(rows),
  });
  return returned;
}
