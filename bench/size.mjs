// Sizes of what an app bundles: each entry point of the SDK, minified and gzipped, against its budget.
// `--json` prints one array of { name, bytes, budget, ok }.
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** KiB gzipped; zod/mini counts where an entry decodes answers, cosmjs never does. */
const budgets = {
  errors: 4,
  math: 6,
  core: 10,
  lockup: 20,
  provider: 20,
  consumer: 20,
  staking: 22,
  slasher: 20,
  feed: 15,
  ibc: 14,
  mesh: 28,
  deploy: 28,
  index: 38,
};

/** Several entries at once. */
const together = { "math with preview and bulk": [["math", "math/preview", "math/bulk"], 12] };

/** One builder out of a whole entry point must not drag the codecs along. */
const single = { "lockup: bondMsg alone": ["lockup", "bondMsg", 4] };

async function size(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: process.cwd() },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    write: false,
    logLevel: "error",
  });
  return gzipSync(outputFiles[0].contents, { level: 9 }).length;
}

const rows = [];
const add = (name, bytes, kib) => rows.push({ name, bytes, budget: kib * 1024, ok: bytes <= kib * 1024 });
for (const [name, kib] of Object.entries(budgets)) {
  const file = name === "index" ? "./dist/index.js" : `./dist/${name}/index.js`;
  add(name, await size(`export * from "${file}"`), kib);
}
for (const [name, [entries, kib]] of Object.entries(together)) {
  add(name, await size(entries.map((entry) => `export * from "./dist/${entry}/index.js";`).join("\n")), kib);
}
for (const [name, [entry, symbol, kib]] of Object.entries(single)) {
  add(name, await size(`export { ${symbol} } from "./dist/${entry}/index.js"`), kib);
}

if (process.argv.includes("--json")) process.stdout.write(`${JSON.stringify(rows)}\n`);
else {
  for (const { name, bytes, budget, ok } of rows) {
    const kib = (n) => `${(n / 1024).toFixed(2)} KiB`.padStart(10);
    process.stdout.write(`${name.padEnd(24)} ${kib(bytes)} of ${kib(budget)} ${ok ? "" : "  TOO LARGE"}\n`);
  }
}
process.exitCode = rows.every((row) => row.ok) ? 0 : 1;
