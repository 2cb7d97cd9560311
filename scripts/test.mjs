// npm test: everything that needs Node only, from cheap to dear.
import { runStages } from "./stages.mjs";

await runStages([
  ["lint", "npx biome check --error-on-warnings"],
  ["layers", "node scripts/check-layers.mjs"],
  ["types", "npx tsc -p ."],
  ["unused files, exports, packages", "npx knip"],
  ["unit", "npx vitest run --project unit"],
  ["vectors, rules, scenarios", "npx vitest run --project system"],
  ["packaging", "npx vitest run --project packaging"],
]);
