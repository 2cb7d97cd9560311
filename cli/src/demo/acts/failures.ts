import { getBalance } from "mesh-security-sdk/lockup";
import { crossStake, waitForPacket } from "mesh-security-sdk/mesh";
import { delegated, positionLines } from "../books.js";
import { type Setting, TOKEN } from "../cast.js";
import { units } from "../format.js";
import { validatorOf } from "../plot.js";
import { expectEqual, type Tell } from "../tell.js";

/** What people fear: a stake that is refused, and one that never arrives. Both give the claim back in full. */
export async function failedStakes(setting: Setting, tell: Tell): Promise<void> {
  await refused(setting, tell);
  await timedOut(setting, tell);
}

async function claimAndFree(setting: Setting): Promise<{ claim: bigint; free: bigint }> {
  const { home, mesh, stargaze, cast } = setting;
  const { claims, free } = await getBalance(home.client, {
    contract: mesh.deployment.provider.lockup,
    account: cast.carol,
  });
  return { claim: claims.find((each) => each.lienholder === stargaze.link.provider)?.amount ?? 0n, free };
}

async function refused(setting: Setting, tell: Tell): Promise<void> {
  const { mesh, stargaze, home, cast } = setting;
  const amount = 400n * TOKEN;
  const before = await claimAndFree(setting);
  const stood = await delegated(stargaze);
  const { packet } = await crossStake(mesh, {
    delegator: cast.carol,
    consumer: stargaze.chain.chainId,
    validator: validatorOf(stargaze, 2),
    amount,
  });
  const pledged = await claimAndFree(setting);
  const outcome = await waitForPacket(mesh, { packet, from: home.chainId, to: stargaze.chain.chainId });
  if (outcome.status !== "rejected") throw new Error(`a stake above the funds was ${outcome.status}`);
  const after = await claimAndFree(setting);
  expectEqual("the claim while the packet is on its way", pledged.claim, before.claim + amount);
  expectEqual("the claim after the refusal", after.claim, before.claim);
  expectEqual("what is free after the refusal", after.free, before.free);
  expectEqual("what stargaze delegates after the refusal", await delegated(stargaze), stood);
  await tell({
    step: "stake_refused",
    title: `Carol pledges ${units(amount)} to stargaze, which has no funds left for it and refuses`,
    chain: "stargaze",
    numbers: {
      owner: cast.carol,
      amount,
      reason: outcome.reason,
      claim: after.claim,
      released: pledged.claim - after.claim,
    },
    lines: [
      `the consumer says: ${outcome.reason}`,
      `claim ${units(pledged.claim)} while under way, ${units(after.claim)} after: given back in full`,
      ...(await positionLines(setting, "Carol", cast.carol)),
    ],
  });
}

async function timedOut(setting: Setting, tell: Tell): Promise<void> {
  const { stage, mesh, stargaze, home, cast } = setting;
  const amount = 100n * TOKEN;
  const before = await claimAndFree(setting);
  await stage.stopRelayer();
  const { packet } = await crossStake(mesh, {
    delegator: cast.carol,
    consumer: stargaze.chain.chainId,
    validator: validatorOf(stargaze, 2),
    amount,
  });
  const pledged = await claimAndFree(setting);
  await stage.passTime(stage.packetLifetime + 1);
  await stage.startRelayer();
  const outcome = await waitForPacket(mesh, { packet, from: home.chainId, to: stargaze.chain.chainId });
  if (outcome.status !== "timedOut") throw new Error(`a packet that nobody carried in time was ${outcome.status}`);
  const after = await claimAndFree(setting);
  expectEqual("the claim while nobody carries the packet", pledged.claim, before.claim + amount);
  expectEqual("the claim after the timeout", after.claim, before.claim);
  expectEqual("what is free after the timeout", after.free, before.free);
  await tell({
    step: "stake_timed_out",
    title: `Carol pledges ${units(amount)} while the relayer is down; the packet times out`,
    chain: "osmosis",
    numbers: { owner: cast.carol, amount, claim: after.claim, released: pledged.claim - after.claim },
    lines: [
      `packet ${packet.sequence} on ${packet.sourceChannel}: timed out after ${stage.packetLifetime} s`,
      `claim ${units(pledged.claim)} while under way, ${units(after.claim)} after: given back in full`,
    ],
  });
}
