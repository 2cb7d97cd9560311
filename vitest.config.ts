import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Tests run on the sources; only the packaging tests look at what is built. */
const alias = [
  { find: /^mesh-security-sdk$/, replacement: here("./src/index.ts") },
  { find: /^mesh-security-sdk\/(.+)$/, replacement: `${here("./src")}/$1/index.ts` },
  { find: /^mesh-security-devnet$/, replacement: here("./devnet/src/index.ts") },
  { find: /^mesh-security-cli$/, replacement: here("./cli/src/index.ts") },
];

const project = (name: string, include: string[]) => ({
  resolve: { alias },
  test: { name, include, testTimeout: 120_000, hookTimeout: 120_000 },
});

export default defineConfig({
  test: {
    projects: [
      project("unit", [
        "src/**/*.test.ts",
        "devnet/**/*.test.ts",
        "cli/**/*.test.ts",
        "test/vectors/**/*.test.ts",
        "test/schema/**/*.test.ts",
        "test/docs/**/*.test.ts",
        "test/conformance/**/*.test.ts",
        "chains/*.test.ts",
        "chains/gas/ceilings.test.ts",
        "chains/gas/page.test.ts",
      ]),
      project("system", ["test/scenarios/**/*.test.ts", "test/rules/**/*.test.ts", "test/differential/**/*.test.ts"]),
      project("packaging", ["test/packaging/**/*.test.ts"]),
      {
        resolve: { alias },
        test: {
          name: "chains",
          include: ["test/scenarios/**/*.test.ts"],
          globalSetup: ["chains/setup.ts"],
          // Chains do most of the work, and most of a scenario is waiting for blocks: all files at once.
          maxWorkers: 12,
          testTimeout: 240_000,
          hookTimeout: 300_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "faults",
          include: ["test/faults/chains/**/*.test.ts"],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "gas",
          include: ["chains/gas/gas.test.ts"],
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
