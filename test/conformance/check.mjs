// Compares the traces that the scenarios left on the devnet with those of real chains, and fails on what known.ts does
// not explain.
//
// node test/conformance/check.mjs [folder of the devnet's traces] [folder of the chains' traces]
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadCompare, root } from "./bundle.mjs";

const [devnet, chains] = [0, 1].map(
  (at) => process.argv[2 + at] ?? join(root, ".cache/traces", ["devnet", "chains"][at]),
);
const scratch = mkdtempSync(join(tmpdir(), "mesh-conformance-"));
try {
  const { compare, report } = await loadCompare(scratch);
  const comparison = await compare(devnet, chains);
  process.stdout.write(`${report(comparison)}\n`);
  const { compared, differences, unused } = comparison;
  if (compared === 0 || differences.length > 0 || unused.length > 0) process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
