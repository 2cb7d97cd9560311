import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { KNOWN, type KnownDifference } from "./known.js";
import { type Fact, normalise } from "./normalise.js";
import type { Json, Trace } from "./trace.js";

/** Something in which the backends do not agree; `undefined` is what one of them has not. */
export interface Difference {
  readonly scenario: string;
  /** What was done. */
  readonly step: string;
  /** Where in its outcome, such as `answer.events[3 transfer].amount`. */
  readonly path: string;
  readonly devnet: Json | undefined;
  readonly chain: Json | undefined;
}

export interface Comparison {
  /** Steps, handshake messages and packets that were compared. */
  readonly compared: number;
  /** What no entry of `known.ts` explains. */
  readonly differences: readonly Difference[];
  /** What one does. */
  readonly known: readonly { readonly difference: Difference; readonly entry: KnownDifference }[];
  /** Entries that nothing needs any more. */
  readonly unused: readonly KnownDifference[];
}

type Pair<T> = readonly [devnet: T | undefined, chain: T | undefined];

/** Pairs two lists by a longest common subsequence of keys; what stands between two pairs is on one side alone. */
function align<T>(ours: readonly T[], theirs: readonly T[], key: (item: T) => string): Pair<T>[] {
  const [left, right] = [ours.map(key), theirs.map(key)];
  const width = right.length + 1;
  const lengths = new Uint32Array((left.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      lengths[i * width + j] = left[i] === right[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: Pair<T>[] = [];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && left[i] === right[j]) pairs.push([ours[i++], theirs[j++]]);
    else if (j >= right.length || (i < left.length && at(i + 1, j) >= at(i, j + 1))) pairs.push([ours[i++], undefined]);
    else pairs.push([undefined, theirs[j++]]);
  }
  return pairs;
}

type Found = Pick<Difference, "path" | "devnet" | "chain">;

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
const isObject = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** An event is known by its type, an attribute by its key, anything else in a list by its place. */
function nameOf(item: Json): string {
  if (isObject(item) && typeof item.type === "string") return item.type;
  if (isList(item) && typeof item[0] === "string") return item[0];
  return "";
}

function diff(path: string, devnet: Json | undefined, chain: Json | undefined): Found[] {
  if (JSON.stringify(devnet) === JSON.stringify(chain)) return [];
  if (isList(devnet) && isList(chain)) {
    if (isAttribute(devnet) && isAttribute(chain)) return diff(path, devnet[1], chain[1]);
    return align(devnet, chain, nameOf).flatMap(([ours, theirs], place) => {
      const name = nameOf(ours ?? theirs ?? null);
      return diff(name === "" ? `${path}[${place}]` : `${path}[${place} ${name}]`, ours, theirs);
    });
  }
  if (isObject(devnet) && isObject(chain)) {
    const keys = new Set([...Object.keys(devnet), ...Object.keys(chain)]);
    return [...keys].flatMap((key) => diff(path === "" ? key : `${path}.${key}`, devnet[key], chain[key]));
  }
  return [{ path, devnet, chain }];
}

function isAttribute(item: readonly Json[]): boolean {
  return item.length === 2 && typeof item[0] === "string";
}

/** Where two traces of one scenario differ, in the order of its steps. */
export function differences(devnet: Trace, chain: Trace): Difference[] {
  const { scenario } = devnet;
  return align(normalise(devnet), normalise(chain), ({ what }: Fact) => what).flatMap(([ours, theirs]) =>
    diff("", ours?.value, theirs?.value).map((found) => ({ scenario, step: (ours ?? theirs)?.what ?? "", ...found })),
  );
}

const explains = ({ scenario, step, path, told }: KnownDifference, difference: Difference) =>
  (scenario === "*" || scenario === difference.scenario) &&
  step.test(difference.step) &&
  path.test(difference.path) &&
  told.test(JSON.stringify([difference.devnet, difference.chain]));

async function readTraces(folder: string): Promise<Map<string, Trace>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json")).sort();
  const traces = await Promise.all(
    names.map(async (name) => JSON.parse(await readFile(join(folder, name), "utf8")) as Trace),
  );
  return new Map(traces.map((trace) => [trace.scenario, trace]));
}

/**
 * Compares what scenarios did on the devnet with what they did on real chains.
 *
 * @param scenarios - those to compare; every one that either folder has where left out. Then entries of `known.ts`
 * that explain nothing are told too.
 */
export async function compare(devnet: string, chains: string, scenarios?: readonly string[]): Promise<Comparison> {
  const [ours, theirs] = await Promise.all([readTraces(devnet), readTraces(chains)]);
  const found: Difference[] = [];
  let compared = 0;
  for (const scenario of scenarios ?? new Set([...ours.keys(), ...theirs.keys()])) {
    const [own, real] = [ours.get(scenario), theirs.get(scenario)];
    if (own === undefined || real === undefined) {
      const told = (trace: Trace | undefined) => (trace === undefined ? undefined : "a trace");
      found.push({ scenario, step: "", path: "", devnet: told(own), chain: told(real) });
      continue;
    }
    compared += normalise(own).length;
    found.push(...differences(own, real));
  }
  const explained = found.map((difference) => ({
    difference,
    entry: KNOWN.find((entry) => explains(entry, difference)),
  }));
  const known = explained.flatMap(({ difference, entry }) => (entry === undefined ? [] : [{ difference, entry }]));
  return {
    compared,
    known,
    differences: explained.filter(({ entry }) => entry === undefined).map(({ difference }) => difference),
    unused:
      scenarios === undefined
        ? KNOWN.filter((entry) => entry.always && known.every((each) => each.entry !== entry))
        : [],
  };
}

const LONGEST = 400;

const shown = (value: Json | undefined) => {
  const text = value === undefined ? "(nothing)" : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
};

/** The first differences of a comparison in words, and how many there are. */
export function report({ compared, differences: found, known, unused }: Comparison, most = 20): string {
  const lines = [`${compared} steps compared, ${found.length} differences, ${known.length} known ones`];
  for (const { scenario, step, path, devnet, chain } of found.slice(0, most)) {
    const place = step.length > LONGEST ? `${step.slice(0, LONGEST)}…` : step;
    lines.push("", `${scenario}: ${place}`, `  at ${path}`, `  devnet ${shown(devnet)}`, `  chain  ${shown(chain)}`);
  }
  if (found.length > most) lines.push("", `and ${found.length - most} more`);
  for (const { scenario, step, path, reason } of unused) {
    lines.push("", `known.ts names what is not there any more: ${scenario} ${step} ${path} (${reason})`);
  }
  return lines.join("\n");
}
