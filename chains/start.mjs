// npm run chains: three real chains and a relayer, until Ctrl-C. With --json one line for machines, else words.
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const { values } = parseArgs({ options: { json: { type: "boolean", default: false } } });
const here = fileURLToPath(new URL(".", import.meta.url));
const outfile = join(here, "..", ".cache", "chains", "network.mjs");
await build({
  entryPoints: [join(here, "network.ts")],
  bundle: true,
  packages: "external",
  format: "esm",
  platform: "node",
  logLevel: "error",
  // Paths are meant from the sources.
  define: { "import.meta.url": JSON.stringify(pathToFileURL(join(here, "network.ts")).href) },
  outfile,
});
const { startChains } = await import(pathToFileURL(outfile).href);
const tell = (line) => process.stderr.write(`${line}\n`);

const asked = new Promise((resolve) => {
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, resolve);
});
const runs = join(here, "..", ".cache", "chains", "runs");
const chains = await startChains(runs, { onProgress: tell, carryAll: true });
const { nodes, faucet } = chains.facts;
if (values.json) process.stdout.write(`${JSON.stringify({ chains: nodes, faucet })}\n`);
else {
  for (const { chain, endpoints } of nodes) {
    process.stdout.write(`${chain.chainId.padEnd(12)} rpc ${endpoints.rpc}  grpc ${endpoints.grpc}  ${chain.denom}\n`);
  }
  process.stdout.write(`an account with coins on each of them: ${faucet}\nCtrl-C ends them\n`);
}
await asked;
await chains.stop({ keep: false });
