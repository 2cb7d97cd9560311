import type { ChainEvent } from "mesh-security-sdk";
import { burn, getBalance, getTotals } from "mesh-security-sdk/lockup";
import { pushSlashes } from "mesh-security-sdk/mesh";
import { submitEvidence } from "mesh-security-sdk/slasher";
import { delegated, positionLines } from "../books.js";
import type { Setting } from "../cast.js";
import { short, units } from "../format.js";
import { MISBEHAVIOUR, place, STAKES, validatorOf } from "../plot.js";
import { expectEqual, type Tell } from "../tell.js";

/** A validator of juno misbehaves: what that costs, step by step, and whom it reaches. */
export async function slash(setting: Setting, tell: Tell): Promise<void> {
  const { stage, mesh, home, juno, stargaze, cast } = setting;
  const lockup = mesh.deployment.provider.lockup;
  const validator = validatorOf(juno, 0);
  const before = { juno: await delegated(juno), stargaze: await delegated(stargaze) };
  const staked = STAKES.map((stake) => place(setting, stake)).filter((stake) => stake.validator === validator);
  const lost = staked.reduce((sum, { amount }) => sum + MISBEHAVIOUR.mulFloor(amount), 0n);

  await submitEvidence(home.client, {
    contract: juno.link.slasher,
    sender: cast.guardian,
    validator,
    ratio: MISBEHAVIOUR,
    evidenceId: `${juno.chain.chainId}/1`,
  });
  const pushed = await pushSlashes(mesh, { consumer: juno.chain.chainId, validator, sender: cast.anyone.osmosis });
  await stage.relay();
  const totals = await getTotals(home.client, { contract: lockup });
  expectEqual("what is owed to the burn", totals.owedToBurn, lost);
  const after = { juno: await delegated(juno), stargaze: await delegated(stargaze) };
  expectEqual("juno's delegations after the slash", after.juno, before.juno - juno.rate.mulFloor(lost));
  await tell({
    step: "slashed",
    title: `A validator of juno misbehaves: evidence slashes ${MISBEHAVIOUR.toString()} of what stands behind it`,
    chain: "osmosis",
    numbers: {
      validator,
      ratio: MISBEHAVIOUR.toString(),
      slashed: lost,
      delegators: BigInt(pushed.delegators),
      juno_before: before.juno,
      juno_after: after.juno,
    },
    lines: [
      `provider: the stake on ${short(validator)} is worth ${MISBEHAVIOUR.toString()} less`,
      `lockup: ${units(lost)} OSMO of ${pushed.delegators} delegators are owed to the burn`,
      `juno: x/staking ${units(before.juno)} → ${units(after.juno)}`,
      ...(await positionLines(setting, "Alice", cast.alice)),
    ],
  });

  const cut = MISBEHAVIOUR.mulFloor(1_000_000_000n);
  expectEqual("stargaze's delegations after the cut", after.stargaze, before.stargaze - stargaze.rate.mulFloor(cut));
  const bob = await getBalance(home.client, { contract: lockup, account: cast.bob });
  expectEqual("the claim of stargaze on bob", claimOf(bob.claims, stargaze.link.provider), bob.bonded);
  await tell({
    step: "cut",
    title: "Bob pledged all he has to both chains: what burned for juno can't back stargaze any more",
    chain: "stargaze",
    numbers: {
      owner: cast.bob,
      cut,
      bonded: bob.bonded,
      stargaze_before: before.stargaze,
      stargaze_after: after.stargaze,
    },
    lines: [
      `the lockup cuts stargaze's claim by ${units(cut)}; its consumer undelegates`,
      `stargaze: x/staking ${units(before.stargaze)} → ${units(after.stargaze)}`,
      ...(await positionLines(setting, "Bob", cast.bob)),
    ],
  });

  const { events } = await burn(home.client, { contract: lockup, sender: cast.anyone.osmosis });
  const { burned } = await getTotals(home.client, { contract: lockup });
  expectEqual("what the lockup says was burned", burned, lost);
  expectEqual("what x/bank says was burned", amountBurned(events, home.bondDenom), lost);
  await tell({
    step: "burned",
    title: `Anyone may send the slashed ${units(lost)} OSMO to the burn`,
    chain: "osmosis",
    numbers: { burned },
    lines: [`x/bank: ${units(burned)} OSMO burned; nobody got them`],
  });
}

/** Read from x/bank's own events, not from the lockup's answer. */
function amountBurned(events: readonly ChainEvent[], denom: string): bigint {
  const amounts = events
    .filter(({ type }) => type === "burn")
    .flatMap(({ attributes }) => attributes.filter(({ key }) => key === "amount").map(({ value }) => value));
  return amounts.reduce((sum, amount) => {
    const [, digits, of] = /^(\d+)(.+)$/.exec(amount) ?? [];
    return of === denom && digits !== undefined ? sum + BigInt(digits) : sum;
  }, 0n);
}

function claimOf(
  claims: readonly { readonly lienholder: string; readonly amount: bigint }[],
  lienholder: string,
): bigint {
  return claims.find((each) => each.lienholder === lienholder)?.amount ?? 0n;
}
