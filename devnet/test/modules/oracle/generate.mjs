// Makes the lists of operations and has the keepers of the SDK run them: node generate.mjs [first seed] [count]
// With seeds: writes nothing, but prints the traces of that many further lists, one a line, for a wider comparison.

import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { governance } from "./governance-list.mjs";
import { anything, moves, removal } from "./staking-lists.mjs";

const ORACLE = fileURLToPath(new URL("./mesh-security-devnet-oracle", import.meta.url));
const TRACES = new URL("../traces/", import.meta.url);

function run(scenario) {
  const { status, stdout, stderr } = spawnSync(ORACLE, { input: JSON.stringify(scenario), maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(stderr.toString());
  return JSON.parse(stdout);
}

/** States of three blocks in four are left out of files; every later state depends on them. */
function thin(steps) {
  let blocks = 0;
  return steps.map((step) => {
    if (step.state === undefined) return step;
    blocks += 1;
    return blocks % 4 === 0 ? step : { ...step, state: undefined };
  });
}

const lines = (list) => `[\n${list.map((each) => JSON.stringify(each)).join(",\n")}\n]`;

function write(name, scenario) {
  const { first, steps, last } = run(scenario);
  const trace = `{"first":${JSON.stringify(first)},\n"steps":${lines(thin(steps))},\n"last":${JSON.stringify(last)}}`;
  const text = `{"Setup":${JSON.stringify(scenario.Setup)},\n"Ops":${lines(scenario.Ops)},\n"trace":${trace}}\n`;
  writeFileSync(new URL(`${name}.json`, TRACES), text);
}

const [from, count] = process.argv.slice(2).map(Number);
if (from === undefined) {
  write("mixed", anything("mixed", 9, 70));
  write("limits", anything("limits", 43, 70));
  write("slashes", anything("slashes", 62, 70));
  write("removal", removal(8));
  write("moves", moves(7, 70));
  write("proposals", governance(16, 150));
  write("deposits", governance(21, 150));
} else {
  for (let seed = from; seed < from + count; seed += 1) {
    for (const scenario of [
      ...["mixed", "limits", "slashes"].map((focus) => anything(focus, seed, 300)),
      removal(seed),
      moves(seed, 200),
      governance(seed, 300),
    ]) {
      process.stdout.write(`${JSON.stringify({ ...scenario, trace: run(scenario) })}\n`);
    }
  }
}
