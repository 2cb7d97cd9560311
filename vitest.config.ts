import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^mesh-security-sdk$/, replacement: here("./src/index.ts") },
      { find: /^mesh-security-sdk\/(.+)$/, replacement: `${here("./src")}/$1/index.ts` },
      { find: /^mesh-security-devnet$/, replacement: here("./devnet/src/index.ts") },
      { find: /^mesh-security-contracts$/, replacement: here("./contracts/index.js") },
      { find: /^mesh-security-cli$/, replacement: here("./cli/src/index.ts") },
    ],
  },
  test: {
    include: ["src/**/*.test.ts", "devnet/**/*.test.ts", "cli/**/*.test.ts", "test/**/*.test.ts"],
    testTimeout: 60_000,
  },
});
