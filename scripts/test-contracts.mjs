// npm run test:contracts: what the Rust workspace must hold, from cheap to dear.
import { fileURLToPath } from "node:url";
import { runStages } from "./stages.mjs";

process.chdir(fileURLToPath(new URL("../contracts", import.meta.url)));

await runStages([
  ["format", "cargo fmt --all --check"],
  ["clippy", "cargo clippy --quiet --locked --workspace --all-targets -- -D warnings"],
  ["tests, properties, rules", "cargo test --quiet --locked --workspace"],
  ["schemas match the messages", "cargo run --quiet --locked -p mesh-schema -- --check"],
]);
