// The formulas against plain BigInt and the usual libraries: on this engine, and on JavaScriptCore where Bun is
// installed. Results are compared first, then timed.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { digestOf, measureEngine } from "./math/engine.mjs";
import { importRows } from "./math/importTime.mjs";
import { libraryRows } from "./math/libraries.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The sources as one module, which both engines import. */
async function bundleTo(outfile) {
  const entries = ["math", "math/preview", "math/bulk"];
  const contents = entries.map((entry) => `export * from ${JSON.stringify(here(`../src/${entry}/index.ts`))};`);
  await build({
    stdin: { contents: contents.join("\n"), resolveDir: here(".") },
    bundle: true,
    outfile,
    format: "esm",
    target: "es2022",
  });
}

function bunPath() {
  try {
    return createRequire(import.meta.url).resolve("@oven/bun-linux-x64/bin/bun");
  } catch {
    return undefined;
  }
}

/** The same rows and digest from Bun. */
function measureBun(bun, bundle) {
  return JSON.parse(execFileSync(bun, [here("./math/engine.mjs"), bundle], { encoding: "utf8" }));
}

/** Rows of one benchmark each; times in nanoseconds an item. */
export async function mathRows() {
  const folder = mkdtempSync(join(tmpdir(), "mesh-bench-"));
  try {
    const bundle = join(folder, "math.mjs");
    await bundleTo(bundle);
    const math = await import(bundle);
    const rows = [...measureEngine(math, "v8"), ...libraryRows(math), ...importRows(folder)];
    const bun = bunPath();
    if (bun === undefined) {
      process.stderr.write("Bun is not installed for this platform: JavaScriptCore is left out.\n");
      return rows;
    }
    const other = measureBun(bun, bundle);
    if (other.digest !== digestOf(math)) throw new Error("JavaScriptCore and V8 compute different results");
    return [...rows, ...other.rows.map((row) => ({ ...row, name: `${row.name} (JavaScriptCore)` }))];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
