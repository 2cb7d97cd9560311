import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { provider } from "mesh-security-sdk";
import { afterAll, expect, test } from "vitest";
import { type Chains, startChains } from "../network.js";
import { RUNS } from "../runs.js";
import { compare } from "./ceilings.js";
import { lightClients } from "./clients.js";
import { gather } from "./crowd.js";
import { changeChannel, comeBack, leaveUncarried, removeConsumer } from "./faults.js";
import { COLUMNS, type Figures, Ledger } from "./figures.js";
import { listValidators, release, reward, slash, stake, syncValidators, unstake } from "./flow.js";
import { joinValidators } from "./newcomer.js";
import { fillPage } from "./page.js";
import { measureChain, payUpdater } from "./reference.js";
import { type GasWorld, startGasWorld } from "./world.js";

const CEILINGS = fileURLToPath(new URL("ceilings.json", import.meta.url));
const PAGE = fileURLToPath(new URL("../../docs/gas.md", import.meta.url));

let chains: Chains | undefined;
let worlds: readonly GasWorld[] = [];
let failed = true;

afterAll(async () => {
  for (const { stage } of worlds) await stage.close();
  await chains?.stop({ keep: failed });
});

/**
 * Plays the same flow in two installations side by side, one with a crowd of delegators. What both do to the chain
 * itself, and waiting, happens once for both.
 */
async function measure(): Promise<Figures> {
  chains = await startChains(RUNS, { names: ["osmosis", "juno"] });
  const { facts } = chains;
  const ledger = new Ledger();
  const clients = await lightClients(facts, "osmosis-1", "juno-1");
  worlds = await Promise.all(COLUMNS.map((column) => startGasWorld(facts, clients, column, ledger)));
  const [alone, crowded] = worlds;
  if (alone === undefined || crowded === undefined) throw new RangeError("two installations are compared");
  const each = <T>(step: (world: GasWorld) => Promise<T>) => Promise.all(worlds.map(step));

  await payUpdater(alone, facts);
  await each(async (world) => {
    const { channel } = await provider.getChannel(world.home.client, { contract: world.link.provider });
    await listValidators(world, channel?.channelId ?? "", "");
  });
  await gather(crowded, facts);
  for (const step of [stake, reward, slash, unstake]) await each(step);
  const leaveValidators = await joinValidators(alone.juno);
  await each(syncValidators);
  await leaveValidators();
  const left = await each(async (world) => ({ world, packets: await leaveUncarried(world) }));
  // Longer than a packet lives, so both are over: the packets' time and the unbonding.
  await alone.stage.passTime(alone.juno.unbondingTime + 1);
  // Now, while there are old heights that each update forgets one of.
  await measureChain(alone, clients);
  await measureChain(crowded, clients);
  await Promise.all(left.map(({ world, packets }) => comeBack(world, packets)));
  for (const step of [release, changeChannel, removeConsumer]) await each(step);
  return ledger.figures();
}

test("behavior: no message costs more than 5 % above its ceiling", { timeout: 1_800_000 }, async () => {
  const figures = await measure();
  failed = false;
  const text = `${JSON.stringify(figures, null, 2)}\n`;
  if (process.env.MESH_GAS_JSON !== undefined) writeFileSync(process.env.MESH_GAS_JSON, text);
  if (process.env.MESH_GAS_WRITE === "1") {
    writeFileSync(CEILINGS, text);
    writeFileSync(PAGE, fillPage(readFileSync(PAGE, "utf8"), figures));
    return;
  }
  const { faults, lower } = compare(figures, JSON.parse(readFileSync(CEILINGS, "utf8")) as Figures);
  for (const line of lower) process.stderr.write(`the ceiling can be lowered: ${line}\n`);
  expect(faults).toEqual([]);
});
