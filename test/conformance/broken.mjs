// Holds conformance itself to its word: breaks one behaviour of the devnet at a time, in a copy of the tree, plays the
// scenario that reaches it, and expects the comparison with the traces of real chains to notice. Without a patch there
// must be nothing to notice.
//
// node test/conformance/broken.mjs [folder of the chains' traces]
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { loadCompare, root } from "./bundle.mjs";

const chains = resolve(process.argv[2] ?? join(root, ".cache/traces/chains"));

/** What each patch breaks, and the scenario that reaches it. */
const BROKEN = [
  { module: "bank", scenario: "contract", breaks: "burned coins stay where they were" },
  { module: "staking", scenario: "contract", breaks: "a second delegation replaces the first" },
  { module: "distribution", scenario: "contract", breaks: "rewards go to the validator's operator" },
  { module: "wasm-rollback", scenario: "contract", breaks: "what a failed sub-message wrote stays" },
  { module: "ibc", scenario: "packets", breaks: "an acknowledgement is written before the packet's receive" },
  { module: "transfer", scenario: "packets", breaks: "no callback tells a contract that its transfer arrived" },
];

function copyTree(to) {
  const options = { cwd: root, encoding: "utf8" };
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], options);
  for (const path of listed.split("\0")) {
    if (path === "" || path.startsWith("contracts/") || !existsSync(join(root, path))) continue;
    mkdirSync(dirname(join(to, path)), { recursive: true });
    cpSync(join(root, path), join(to, path));
  }
  symlinkSync(join(root, "node_modules"), join(to, "node_modules"));
}

const patchOf = (module) => join(root, "test/conformance/broken", `${module}.patch`);

function apply(tree, module, ...options) {
  execFileSync("git", ["apply", ...options, patchOf(module)], { cwd: tree, stdio: ["ignore", "ignore", "inherit"] });
}

/** Plays scenarios; their own tests may fail on a broken devnet, the traces are written all the same. */
function play(tree, folder, scenarios) {
  const files = scenarios.map((scenario) => `test/scenarios/${scenario}.test.ts`);
  const vitest = join(tree, "node_modules/vitest/vitest.mjs");
  const { stdout, stderr } = spawnSync(process.execPath, [vitest, "run", "--project", "system", ...files], {
    cwd: tree,
    encoding: "utf8",
    env: { ...process.env, MESH_TRACES: folder },
  });
  for (const scenario of scenarios) {
    if (!existsSync(join(folder, `${scenario}.json`))) throw new Error(`${scenario} left no trace\n${stdout}${stderr}`);
  }
}

const scratch = mkdtempSync(join(tmpdir(), "mesh-conformance-"));
try {
  const tree = join(scratch, "tree");
  copyTree(tree);
  const { compare, report } = await loadCompare(scratch);
  const say = (text) => process.stdout.write(`${text}\n`);

  const scenarios = [...new Set(BROKEN.map(({ scenario }) => scenario))];
  const whole = join(scratch, "whole");
  play(tree, whole, scenarios);
  const sound = await compare(whole, chains, scenarios);
  if (sound.differences.length > 0) {
    say(`without a patch: ${report(sound)}`);
    process.exitCode = 1;
  }

  for (const { module, scenario, breaks } of BROKEN) {
    const folder = join(scratch, module);
    apply(tree, module);
    play(tree, folder, [scenario]);
    apply(tree, module, "--reverse");
    const before = new Set(sound.differences.map((difference) => JSON.stringify(difference)));
    const { differences } = await compare(folder, chains, [scenario]);
    const noticed = differences.filter((difference) => !before.has(JSON.stringify(difference)));
    const [first] = noticed;
    if (first === undefined) {
      say(`${module}: NOT NOTICED (${breaks})`);
      process.exitCode = 1;
    } else {
      const { step, path, devnet, chain } = first;
      say(`${module}: ${breaks}; ${noticed.length} differences in ${scenario}, the first:`);
      say(`  ${step.slice(0, 200)}\n  at ${path}: ${cut(devnet)} instead of ${cut(chain)}`);
    }
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function cut(value) {
  return value === undefined ? "nothing" : JSON.stringify(value).slice(0, 200);
}
