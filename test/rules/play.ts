import { choose, type Operation } from "./operations.js";
import { perform } from "./perform.js";
import { profileOf } from "./profiles.js";
import { plain } from "./rules.js";
import { Run } from "./run.js";
import type { World } from "./world.js";

/** One step, and every rule after it. */
export async function step(run: Run, operation: Operation): Promise<void> {
  run.history.push(operation);
  await perform(run, operation);
  await run.check();
}

/** Steps from a seed, every rule held after each, then the end; a failure tells all that leads to it. */
export async function play(
  world: World,
  seed: number,
  steps: number,
  end: (run: Run) => Promise<void>,
  reached?: Map<string, number>,
): Promise<Run> {
  const run = await Run.start(world, seed, reached);
  const profile = profileOf(seed);
  try {
    for (let done = 0; done < steps; done += 1) {
      await step(run, choose(run.random, profile, world, run.books));
    }
    await end(run);
    return run;
  } catch (error) {
    const list = run.history.map((operation, at) => `${at + 1}. ${JSON.stringify(operation, plain)}`).join("\n");
    const where = `seed ${seed}, after step ${run.history.length} of ${steps}`;
    throw new Error(`${where}: ${error instanceof Error ? error.message : error}\n${list}`, { cause: error });
  }
}
