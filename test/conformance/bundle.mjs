import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** The comparison in `compare.ts`, built into `folder` so that Node can run it. */
export async function loadCompare(folder) {
  const outfile = join(folder, "compare.mjs");
  await build({
    entryPoints: [join(root, "test/conformance/compare.ts")],
    alias: { "mesh-security-sdk": join(root, "src/index.ts") },
    bundle: true,
    format: "esm",
    platform: "node",
    logLevel: "error",
    outfile,
  });
  return import(pathToFileURL(outfile).href);
}
