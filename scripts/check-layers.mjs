// Holds the direction of imports (see the table in CONTRIBUTING.md): a folder may import only what its row names.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

const contracts = ["lockup", "provider", "consumer", "staking", "slasher", "feed"];
const base = ["errors", "math", "core"];

/** Folder → folders and packages it may import, besides itself. Type imports count too. */
const allowed = {
  "src/errors": [],
  "src/math": ["src/errors"],
  "src/core": ["src/errors", "src/math", "zod/mini"],
  "src/ibc": [...base.map((name) => `src/${name}`), "zod/mini"],
  ...Object.fromEntries(
    contracts.map((name) => [
      `src/${name}`,
      // A message can fail in a contract that it reaches through another: its errors have their class there.
      [...base.map((b) => `src/${b}`), "src/ibc", "zod/mini", ...contracts.map((c) => `src/${c}/errors`)],
    ]),
  ),
  "src/mesh": [...base, "ibc", ...contracts].map((name) => `src/${name}`).concat("zod/mini"),
  "src/deploy": [...base, "ibc", ...contracts, "mesh"].map((name) => `src/${name}`).concat("zod/mini"),
  "src/index.ts": [...base, "ibc", ...contracts].map((name) => `src/${name}`),
  "devnet/src": [
    "mesh-security-sdk/errors",
    "mesh-security-sdk/math",
    "mesh-security-sdk/core",
    "@noble/curves",
    "@noble/hashes",
    "@scure/base",
    "fflate",
  ],
  "cli/src": [
    "mesh-security-sdk",
    "mesh-security-devnet",
    "mesh-security-contracts",
    "node:crypto",
    "node:fs",
    "node:path",
    "node:url",
    "node:util",
    "node:process",
    "zod/mini",
  ],
};

function* sources(folder) {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* sources(path);
    else if (/\.ts$/.test(path) && !/(\.test(-d)?|\/testing)\.ts$/.test(path)) yield path;
  }
}

const rowOf = (path) => Object.keys(allowed).find((row) => path === row || path.startsWith(`${row}/`));
const faults = [];
let files = 0;

for (const folder of ["src", "devnet/src", "cli/src"]) {
  for (const file of sources(folder)) {
    files += 1;
    const row = rowOf(file);
    if (row === undefined) {
      faults.push(`${file}: its folder has no row`);
      continue;
    }
    const text = readFileSync(join(root, file), "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
    for (const [, name] of text.matchAll(/(?:\bfrom\s+|\bimport\(|^import\s+)"([^"\s]+)"/gm)) {
      const target = name.startsWith(".") ? relative(root, join(root, dirname(file), name)) : name;
      const place = name.startsWith(".") ? (rowOf(target.replace(/\.js$/, ".ts")) ?? target) : target;
      const fits = (entry) =>
        place === entry || target === `${entry}.js` || (!name.startsWith(".") && place.startsWith(`${entry}/`));
      if (place !== row && !allowed[row].some(fits)) faults.push(`${file}: may not import ${name}`);
    }
  }
}

if (faults.length > 0) {
  process.stderr.write(`${faults.join("\n")}\n`);
  process.exit(1);
}
process.stdout.write(`${files} files keep to the layers\n`);
