import { type Stage, startEmbedded } from "mesh-security-cli";
import { inject } from "vitest";
import { startOnChains } from "../../chains/stage.js";

/** Chains to play a scenario on: those that this run was started with, else embedded ones. */
export async function startStage(): Promise<Stage> {
  const facts = inject("chains");
  return facts === undefined ? startEmbedded() : startOnChains(facts);
}
