/** Reads the contracts' Rust sources, which the SDK mirrors. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const CONTRACTS = ["lockup", "provider", "consumer", "staking", "slasher"] as const;
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
