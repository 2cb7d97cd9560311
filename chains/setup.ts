import type { TestProject } from "vitest/node";
import { type NetworkFacts, startChains } from "./network.js";
import { RUNS } from "./runs.js";

declare module "vitest" {
  interface ProvidedContext {
    /** Running chains; undefined where tests run on embedded ones. */
    chains: NetworkFacts | undefined;
  }
}

/** Starts chains for a run of tests, and ends them after it; where a test failed, data and logs stay. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const chains = await startChains(RUNS, { onProgress: (line) => process.stderr.write(`${line}\n`) });
  project.provide("chains", chains.facts);
  return () => chains.stop({ keep: project.vitest.state.getCountOfFailedTests() > 0 });
}
