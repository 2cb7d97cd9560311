import { basename } from "node:path";
import { type Stage, startEmbedded } from "mesh-security-cli";
import { expect, inject } from "vitest";
import { startOnChains } from "../../chains/stage.js";
import { recordStage } from "../conformance/record.js";

/**
 * Chains to play a scenario on: those that this run was started with, else embedded ones. What happens on them is
 * written to the folder that `MESH_TRACES` names, where it names one.
 */
export async function startStage(): Promise<Stage> {
  const facts = inject("chains");
  const stage = facts === undefined ? startEmbedded() : await startOnChains(facts);
  const folder = process.env.MESH_TRACES;
  if (folder === undefined) return stage;
  return recordStage(stage, { scenario: basename(expect.getState().testPath ?? "", ".test.ts"), folder });
}
