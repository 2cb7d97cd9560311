import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { gather } from "./costCrowd.js";
import { earn, prepare, stake, unstake } from "./costFlow.js";
import { stakeAtHome } from "./costLocal.js";
import { COST_PARTS, type Cost } from "./costMeter.js";
import { administer, proveDoubleVote, release, slash } from "./costRights.js";
import { startCostWorld } from "./costWorld.js";

/** Delegators of one validator and provider; `MESH_COST_DELEGATORS=100000` is the full measurement. */
const MANY = Number(process.env.MESH_COST_DELEGATORS ?? 1_000);
/** As many as fill two pages. */
const FEW = 60;
/** Most that is allowed, for what costs 1 without a crowd. */
const FLAT = 1.05;
/** Milliseconds for one delegator on a slow machine. */
const PATIENCE = 60;

const PAGED: ReadonlySet<string> = new Set([
  "provider: process_slashes, a page",
  "provider: process_slashes, the next page",
  "staking: sync_slash, a page",
]);

/**
 * What only contracts send each other: its cost is in the rows of the messages that cause it. The packet `slash_report`
 * has no row: no consumer chain slashes a validator here.
 */
const INSIDE = {
  lockup: ["release_claim", "slash_claim", "return_local", "home_slashed"],
  provider: ["slash", "receive_claim", "claim_reduced"],
  slasher: [],
} as const;

type Rows = ReadonlyMap<string, Cost>;

/** The same flow, message by message, beside so many delegators. */
async function measure(delegators: number): Promise<Rows> {
  const world = await startCostWorld();
  prepare(world);
  gather(world, delegators - 1);
  for (const step of [stake, unstake, earn, slash, release, proveDoubleVote, administer, stakeAtHome]) step(world);
  return world.meter.rows;
}

/** Says of every row that costs more beside many what it costs there. */
function above(few: Rows, many: Rows, rows: readonly string[]): string[] {
  return rows.flatMap((row) => {
    const [low, high] = [few.get(row), many.get(row)];
    if (low === undefined || high === undefined) return [`${row} was not measured`];
    const parts = COST_PARTS.filter((part) => high[part] > low[part] * FLAT);
    return parts.map((part) => `${row}: ${part} ${low[part]}, of ${MANY} delegators ${high[part]}`);
  });
}

/** Names of a contract's messages, by its schema. */
function messagesOf(contract: string): string[] {
  const path = fileURLToPath(new URL(`../../contracts/schema/mesh-${contract}.json`, import.meta.url));
  const { execute } = JSON.parse(readFileSync(path, "utf8")) as {
    readonly execute: { readonly oneOf: readonly { readonly required: readonly string[] }[] };
  };
  return execute.oneOf.flatMap(({ required }) => required);
}

describe("what a message costs (10 Cost)", () => {
  let one: Rows;
  let few: Rows;
  let many: Rows;

  beforeAll(
    async () => {
      one = await measure(1);
      few = await measure(FEW);
      many = await measure(MANY);
    },
    120_000 + MANY * PATIENCE,
  );

  test("behavior: is the same for one delegator and for many", () => {
    expect([...many.keys()]).toEqual([...one.keys()]);
    const rows = [...one.keys()].filter((row) => !PAGED.has(row));
    expect(above(one, many, rows)).toEqual([]);
  });

  test("behavior: is the same page by page for few delegators and for many", () => {
    expect(above(few, many, [...PAGED])).toEqual([]);
  });

  test("behavior: is known of every message of lockup, provider and slasher", () => {
    for (const [contract, inside] of Object.entries(INSIDE)) {
      const rows = [...one.keys()].filter((row) => row.startsWith(`${contract}: `));
      const measured = rows.map((row) => row.slice(contract.length + 2).split(/[ ,]/)[0] ?? "");
      expect(new Set([...measured, ...inside])).toEqual(new Set(messagesOf(contract)));
    }
  });

  test("behavior: is counted wherever contracts run", () => {
    // The transfer's tokens arrive without a contract.
    const idle = [...one].filter(([, { gas, reads }]) => gas === 0 || reads === 0).map(([row]) => row);
    expect(idle).toEqual(["transfer of rewards: receive"]);
    expect([...one.values()].every(({ reads, writes, messages }) => reads + writes + messages > 0)).toBe(true);
  });
});
