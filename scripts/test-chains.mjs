// npm run test:chains: what must hold on real chains with a real relayer. With words behind it, only the stages whose
// names begin with one of them: npm run test:chains -- faults gas
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runStages } from "./stages.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));

const traces = (backend) => `MESH_TRACES=.cache/traces/${backend}`;

const stages = [
  ["binaries", "node chains/build.mjs"],
  ["scenarios, embedded", `${traces("devnet")} npx vitest run --project system test/scenarios`],
  ["scenarios, real chains", `${traces("chains")} npx vitest run --project chains`],
  ["conformance", "node test/conformance/check.mjs"],
  ["conformance of a broken devnet", "node test/conformance/broken.mjs"],
  ["faults", "npx vitest run --project faults"],
  ["gas", "npx vitest run --project gas"],
];
/** Both mostly wait: for chains of their own, side by side. */
const together = ["faults and gas", "npx vitest run --project faults --project gas --maxWorkers 2"];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((word) => !stages.some(([name]) => name.startsWith(word)));
if (unknown.length > 0) {
  process.stderr.write(`no stage is called ${unknown.join(", ")}: ${stages.map(([name]) => name).join(" · ")}\n`);
  process.exit(1);
}
if (wanted.length === 0) rmSync(".cache/traces", { recursive: true, force: true });
await runStages(
  wanted.length === 0
    ? [...stages.filter(([name]) => !together[0].split(" ").includes(name)), together]
    : stages.filter(([name]) => wanted.some((word) => name.startsWith(word))),
);
