import { readdirSync, readFileSync } from "node:fs";
import { defineConfig, type Options } from "tsup";

/** `MESH_DTS=1` adds declarations: minutes slower, and only packages need them. */
const dts = process.env.MESH_DTS === "1";

const shared: Options = {
  format: ["esm", "cjs"],
  target: "es2022",
  platform: "neutral",
  dts,
  clean: true,
  treeshake: true,
  sourcemap: false,
  silent: true,
  splitting: true,
};

const subpaths = [
  "errors",
  "math",
  "math/preview",
  "math/bulk",
  "core",
  "lockup",
  "provider",
  "consumer",
  "staking",
  "slasher",
  "feed",
  "ibc",
  "mesh",
  "deploy",
];

/**
 * Files that make codecs become files of their own in the package, so that a bundler leaves them out where an app
 * only builds messages: making a codec is a call, which no bundler dares to drop from the middle of a file.
 */
function codecs(): Record<string, string> {
  const files = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((file) =>
    /(?<!\.test)\.ts$/.test(file),
  );
  const made = files.filter((file) => readFileSync(`src/${file}`, "utf8").includes('from "zod/mini"'));
  return Object.fromEntries(made.map((file) => [file.replace(/\.ts$/, ""), `src/${file}`]));
}

/**
 * The root entry gives the contracts as namespaces. Bundled, a namespace is an object that holds on to all of its
 * folder, in the file that the folder's own entry uses too; left as a re-export it is gone where nobody asks for it.
 */
const namespaces: NonNullable<Options["esbuildPlugins"]>[number] = {
  name: "namespaces",
  setup(build) {
    // Both formats are first built as ESM; how files will be called tells them apart.
    const ending = build.initialOptions.outExtension?.[".js"]?.slice(1) ?? "js";
    build.onResolve(
      { filter: /^\.\/(lockup|provider|consumer|staking|slasher|feed)\/index\.js$/ },
      ({ path, importer }) =>
        /[\\/]src[\\/]index\.ts$/.test(importer) ? { path: path.replace(/js$/, ending), external: true } : undefined,
    );
  },
};

export default defineConfig([
  {
    ...shared,
    name: "mesh-security-sdk",
    entry: {
      index: "src/index.ts",
      ...Object.fromEntries(subpaths.map((name) => [`${name}/index`, `src/${name}/index.ts`])),
      ...codecs(),
    },
    outDir: "dist",
    esbuildPlugins: [namespaces],
  },
  {
    ...shared,
    name: "mesh-security-devnet",
    entry: { index: "devnet/src/index.ts" },
    outDir: "devnet/dist",
    external: [/^mesh-security-sdk/],
  },
  {
    ...shared,
    name: "mesh-security-cli",
    entry: { bin: "cli/src/bin.ts" },
    outDir: "cli/dist",
    format: ["esm"],
    platform: "node",
    dts: false,
    // A command starts faster from one file; only the contracts' bytes stay a package of their own.
    noExternal: [/^(?!node:|mesh-security-contracts$)/],
    external: ["mesh-security-contracts"],
    esbuildOptions(options) {
      options.alias = { "mesh-security-sdk": "./src", "mesh-security-devnet": "./devnet/src" };
    },
  },
]);
