/** Reads what the contracts tell of themselves, which the SDK mirrors: Rust sources, JSON schemas, READMEs. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { JsonSchema } from "./shape.js";

export const CONTRACTS = ["lockup", "provider", "consumer", "staking", "slasher", "feed"] as const;
export type Contract = (typeof CONTRACTS)[number];

const folder = (path: string) => fileURLToPath(new URL(`../../contracts/${path}`, import.meta.url));

export function rust(path: string): string {
  return readFileSync(folder(path), "utf8");
}

/** All sources of a contract in one text. */
export function sourceOf(contract: Contract): string {
  const root = folder(`${contract}/src`);
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".rs"));
  return files.map((name) => readFileSync(`${root}/${name}`, "utf8")).join("\n");
}

/** Texts of all variants as they stand in the source; those that only pass another error on have none. */
export function errorTexts(source: string): string[] {
  return [...source.matchAll(/#\[error\(\s*"((?:[^"\\]|\\.)*)"/g)]
    .map(([, text = ""]) => text)
    .filter((text) => !/^\{\w*\}$/.test(text));
}

/** What a contract's schema generator wrote. */
interface Generated {
  readonly instantiate: JsonSchema;
  readonly execute: JsonSchema;
  readonly query: JsonSchema;
  readonly migrate: JsonSchema | null;
  readonly sudo: JsonSchema | null;
  readonly responses: Readonly<Record<string, JsonSchema>>;
}

export function generated(contract: Contract): Generated {
  const name = contract === "staking" ? "meta-staking" : `mesh-${contract}`;
  return JSON.parse(readFileSync(folder(`schema/${name}.json`), "utf8")) as Generated;
}
