import { isMeshError } from "mesh-security-sdk/errors";
import { collectRewardsAndWait } from "mesh-security-sdk/mesh";
import { claimRewards, getPendingRewards } from "mesh-security-sdk/provider";
import { earned, holds } from "../books.js";
import type { Consumer, Setting } from "../cast.js";
import { table, units } from "../format.js";
import { place, STAKES, validatorOf } from "../plot.js";
import type { Tell } from "../tell.js";

/** Blocks pass; what the validators earned is collected, travels home, and is claimed by everyone. */
export async function earn(setting: Setting, tell: Tell): Promise<void> {
  await setting.stage.accrue();
  for (const on of ["juno", "stargaze"] as const) {
    const consumer = setting[on];
    await collect(setting, consumer);
    const arrived = await holds(setting.home, consumer.link.provider, consumer.link.rewardsDenom.provider);
    await tell({
      step: "rewards_collected",
      title: `An hour passes; what ${on} paid is collected and sent to osmosis`,
      chain: on,
      numbers: { earned: await earned(consumer), arrived, denom: consumer.link.rewardsDenom.provider },
      lines: [
        `x/distribution paid meta-staking ${units(await earned(consumer))} ${consumer.chain.rewardsDenom} so far`,
        `announced by packet, sent by ICS-20: ${units(arrived)} wait at the provider`,
      ],
    });
  }
  await claimAll(setting, tell);
}

/** Collects from every validator that has stake; a validator that earned nothing since is passed over. */
async function collect(setting: Setting, consumer: Consumer): Promise<void> {
  const { mesh, cast } = setting;
  for (const at of [0, 1] as const) {
    const validator = validatorOf(consumer, at);
    if ((await consumer.chain.delegation(consumer.link.staking, validator)) === 0n) continue;
    await collectRewardsAndWait(mesh, {
      consumer: consumer.chain.chainId,
      validator,
      sender: cast.anyone[consumer.name],
    });
  }
}

async function claimAll(setting: Setting, tell: Tell): Promise<void> {
  const { home } = setting;
  const rows = [["rewards claimed", "on", "amount"]];
  const paid = { juno: 0n, stargaze: 0n };
  for (const stake of STAKES) {
    const { consumer, validator, owner, name, on } = place(setting, stake);
    const { provider, rewardsDenom } = consumer.link;
    const { amount } = await getPendingRewards(home.client, { contract: provider, account: owner, validator });
    const before = await holds(home, owner, rewardsDenom.provider);
    try {
      await claimRewards(home.client, { contract: provider, sender: owner, validator });
    } catch (error) {
      if (isMeshError(error, "NoRewardsError") && amount === 0n) continue;
      throw error;
    }
    const got = (await holds(home, owner, rewardsDenom.provider)) - before;
    if (got !== amount) throw new Error(`${name} was promised ${amount} and got ${got}`);
    paid[on] += got;
    rows.push([name, on, units(got)]);
  }
  await tell({
    step: "rewards_claimed",
    title: "Everyone claims what the stake earned",
    chain: "osmosis",
    numbers: { juno: paid.juno, stargaze: paid.stargaze },
    lines: table(rows),
  });
}
