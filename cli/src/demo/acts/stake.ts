import { bond, getBalance } from "mesh-security-sdk/lockup";
import { crossStakeAndWait } from "mesh-security-sdk/mesh";
import { delegations, free, positionLines } from "../books.js";
import type { Setting } from "../cast.js";
import { short, table, units } from "../format.js";
import { BONDS, DELEGATORS, NAMES, place, STAKES } from "../plot.js";
import { expectEqual, type Tell } from "../tell.js";

/** Everyone puts tokens into the lockup. */
export async function bondAll(setting: Setting, tell: Tell): Promise<void> {
  const { home, mesh, cast } = setting;
  const contract = mesh.deployment.provider.lockup;
  for (const who of DELEGATORS) {
    const amount = BONDS[who];
    await bond(home.client, { contract, sender: cast[who], funds: { denom: home.bondDenom, amount } });
    const balance = await getBalance(home.client, { contract, account: cast[who] });
    expectEqual(`${who}'s bonded tokens`, balance.bonded, amount);
    await tell({
      step: "bonded",
      title: `${NAMES[who]} bonds ${units(amount)} OSMO in the lockup`,
      chain: "osmosis",
      numbers: { owner: cast[who], bonded: balance.bonded, free: balance.free },
      lines: [`${short(cast[who])}: bonded ${units(balance.bonded)}, free ${units(balance.free)}`],
    });
  }
}

/** Everyone pledges, and each stake is followed until the consumer chain has acknowledged it. */
export async function crossStakeAll(setting: Setting, tell: Tell): Promise<void> {
  for (const stake of STAKES) {
    const { consumer, validator, owner, name, amount, on } = place(setting, stake);
    const { packet, outcome } = await crossStakeAndWait(setting.mesh, {
      delegator: owner,
      consumer: consumer.chain.chainId,
      validator,
      amount,
    });
    await tell({
      step: "cross_staked",
      title: `${name} pledges ${units(amount)} of it to ${on}`,
      chain: "osmosis",
      numbers: { owner, consumer: on, validator, amount, free: await free(setting, owner), ack: outcome.status },
      lines: [
        `packet ${packet.sequence} on ${packet.sourceChannel}: ${outcome.status}; validator ${short(validator)}`,
        ...(await positionLines(setting, name, owner)),
      ],
    });
  }
  // The largest claim counts, not the sum: 1000 − max(700, 500).
  expectEqual("what is free of alice's claims", await free(setting, setting.cast.alice), BONDS.alice - 700_000_000n);
}

/** The stake stands in x/staking of both consumer chains. */
export async function showDelegations(setting: Setting, tell: Tell): Promise<void> {
  for (const on of ["juno", "stargaze"] as const) {
    const consumer = setting[on];
    const rows = [["validator", "staked (OSMO)", `x ${consumer.rate.toString()}`, "x/staking"]];
    const found = await delegations(consumer);
    let total = 0n;
    for (const [validator, tokens] of found) {
      const staked = STAKES.map((stake) => place(setting, stake))
        .filter((stake) => stake.on === on && stake.validator === validator)
        .reduce((sum, { amount }) => sum + amount, 0n);
      const target = consumer.rate.mulFloor(staked);
      expectEqual(`the delegation at ${validator}`, tokens, target);
      total += tokens;
      rows.push([short(validator), units(staked), units(target), units(tokens)]);
    }
    await tell({
      step: "delegated",
      title: `On ${on} meta-staking has delegated real tokens for it`,
      chain: on,
      numbers: { delegator: consumer.link.staking, delegated: total, denom: consumer.chain.bondDenom },
      lines: table(rows),
    });
  }
}
