// npm run test:contracts: what the Rust workspace must hold, from cheap to dear.
import { fileURLToPath } from "node:url";
import { runStages } from "./stages.mjs";

process.chdir(fileURLToPath(new URL("../contracts", import.meta.url)));

await runStages([
  ["format", "cargo fmt --all --check"],
  ["clippy", "cargo clippy --quiet --locked --workspace --all-targets -- -D warnings"],
  ["tests, properties, rules", "cargo test --quiet --locked --workspace"],
  ["schemas match the messages", "cargo run --quiet --locked -p mesh-schema -- --check"],
  [
    "vectors match the arithmetic",
    "cargo run --quiet --locked --manifest-path ../test/vectors/rust/Cargo.toml --target-dir target | cmp - ../test/vectors/rust.jsonl",
  ],
]);
