import { basename } from "node:path";
import type { Stage } from "mesh-security-cli";
import { expect } from "vitest";
import { recordStage } from "./record.js";

/**
 * The stage, recorded into the folder that `MESH_TRACES` names, under the name of the test file that runs; where the
 * variable is not set, the stage itself.
 */
export function recorded(stage: Stage): Stage {
  const folder = process.env.MESH_TRACES;
  if (folder === undefined) return stage;
  return recordStage(stage, { scenario: basename(expect.getState().testPath ?? "", ".test.ts"), folder });
}
