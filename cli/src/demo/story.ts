import type { ContractBytes } from "mesh-security-sdk/deploy";
import type { Stage } from "../stage.js";
import { failedStakes } from "./acts/failures.js";
import { leave } from "./acts/leave.js";
import { reconcile } from "./acts/reconcile.js";
import { earn } from "./acts/rewards.js";
import { slash } from "./acts/slash.js";
import { bondAll, crossStakeAll, showDelegations } from "./acts/stake.js";
import { setScene } from "./cast.js";
import { short, table } from "./format.js";
import { narrator } from "./tell.js";
import type { Teller } from "./teller.js";

/**
 * The whole life of a stake: installs Mesh Security on the stage, lets three people go through it, and holds the
 * books against one another at every step.
 *
 * @param now - milliseconds, for the times of the steps.
 * @throws BooksMismatchError where two sources of the same number disagree.
 */
export async function tellStory(stage: Stage, wasm: ContractBytes, teller: Teller, now: () => number): Promise<void> {
  const start = now();
  teller.begin("The whole life of a stake", [
    "Three chains in this process run the real contracts: osmosis provides security, juno and stargaze consume it.",
  ]);
  const tell = narrator({ stage }, teller, now);
  const done: string[] = [];
  const setting = await setScene(stage, wasm, (what) => done.push(what));
  const { mesh, juno, stargaze } = setting;
  await tell({
    step: "installed",
    title: "The contracts are installed and the channels are open",
    chain: "osmosis",
    numbers: {
      lockup: mesh.deployment.provider.lockup,
      juno_provider: juno.link.provider,
      stargaze_provider: stargaze.link.provider,
      steps: BigInt(done.length),
    },
    lines: table([
      ["osmosis", `mesh-lockup ${short(mesh.deployment.provider.lockup)}`],
      ...[juno, stargaze].flatMap(({ name, link }) => [
        ["osmosis", `mesh-provider for ${name} ${short(link.provider)}, its slasher ${short(link.slasher)}`],
        [name, `mesh-consumer ${short(link.consumer)}, meta-staking ${short(link.staking)}`],
      ]),
    ]),
  });
  await bondAll(setting, tell);
  await crossStakeAll(setting, tell);
  await showDelegations(setting, tell);
  await failedStakes(setting, tell);
  await earn(setting, tell);
  await slash(setting, tell);
  const returned = await leave(setting, tell);
  await reconcile(setting, returned, tell);
  teller.end([`Every token is accounted for. ${((now() - start) / 1000).toFixed(2)} s from start to end.`]);
}
