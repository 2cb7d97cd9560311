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
  "core",
  "lockup",
  "provider",
  "consumer",
  "staking",
  "slasher",
  "ibc",
  "mesh",
  "deploy",
];

export default defineConfig([
  {
    ...shared,
    name: "mesh-security-sdk",
    entry: {
      index: "src/index.ts",
      ...Object.fromEntries(subpaths.map((name) => [`${name}/index`, `src/${name}/index.ts`])),
    },
    outDir: "dist",
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
