import { DevnetClient } from "mesh-security-devnet";
import { getBalance } from "mesh-security-sdk/lockup";
import {
  getAccount,
  getPendingCut,
  getPendingRewards,
  getValidator,
  listInFlight,
  listUnbonding,
} from "mesh-security-sdk/provider";
import { expect } from "vitest";
import { freeBalance, multiplierAt, multiplierDecimal, takeCut } from "../../src/math/index.js";
import * as previews from "./previews.js";
import { worth } from "./records.js";
import { type Count, Run } from "./run.js";
import { step } from "./steps.js";
import { type Provider, World } from "./world.js";

/** Operations of each file; `MESH_DIFFERENTIAL=50000` makes 100,000 of the two, `MESH_DIFFERENTIAL_SEED` other worlds. */
export const DEFAULT = 25_000;
export const OPERATIONS = Number(process.env.MESH_DIFFERENTIAL ?? DEFAULT);
export const SEED = Number(process.env.MESH_DIFFERENTIAL_SEED ?? 1);

/** Operations in one world; a new one begins small again. */
const A_WORLD = 10_000;
/** Between two looks at what the contracts answer to queries. */
const QUERIED = 100;
const PAGE = 100;

/** What all queries say of an owner at a provider. */
async function compareQueries(run: Run, client: DevnetClient, owner: string, there: Provider): Promise<void> {
  const mirror = run.mirror.provider(there.address);
  const { books } = mirror;
  const at = { contract: there.address, account: owner };
  const { lockup } = run.mirror;
  const account = lockup.account(owner);
  const balance = await getBalance(client, { contract: run.world.lockup, account: owner });
  run.same("getBalance", { bonded: account.bonded, free: freeBalance(account), claims: account.claims }, balance);
  const active = books.positionsOf(owner).flatMap((validator) => {
    const position = books.position(validator, owner);
    const { tokens } = previews.shown(mirror, owner, position, books.known(validator).multiplier);
    const { item } = takeCut(books.account(owner).ledger, position);
    return position.tokens === 0n ? [] : [{ validator, tokens, slashed: item.tokens - tokens }];
  });
  run.same("getAccount", active, await getAccount(client, at));
  const sent = (await listInFlight(client, { ...at, limit: PAGE })).map(({ id, amount }) => ({ id, amount }));
  const flying = books.inFlightOf(owner);
  const inFlight = flying.map((item) => ({
    id: item.id,
    amount: takeCut(books.account(owner).ledger, item).item.tokens,
  }));
  run.same("listInFlight", inFlight.slice(0, PAGE), sent);
  const entries = books.unbondingsOf(owner).map((entry) => {
    const { id, validator, openedAt, releaseAt } = entry;
    const { history } = books.known(validator);
    const { tokens } = previews.shown(mirror, owner, entry, multiplierAt(history, releaseAt));
    return { id, validator, tokens, slashed: entry.tokens - tokens, openedAt, releaseAt };
  });
  run.same("listUnbonding", entries.slice(0, PAGE), await listUnbonding(client, { ...at, limit: PAGE }));
  const { cut, base, number, queuedRelease, queuedSlash } = books.account(owner).ledger;
  const ledger = { cut, base: cut === 0n ? 0n : base, number, queuedRelease, queuedSlash };
  run.same("getPendingCut", ledger, await getPendingCut(client, at));
  for (const name of books.positionsOf(owner)) {
    const pending = run.mirror.look(() => mirror.pendingRewards(owner, name));
    run.same("getPendingRewards", pending, (await getPendingRewards(client, { ...at, validator: name })).amount);
    const validator = books.known(name);
    const { tokens, status, multiplier } = await getValidator(client, { contract: there.address, validator: name });
    const ours = [worth(validator), validator.status, multiplierDecimal(validator.multiplier).toString()];
    run.same("getValidator", ours, [tokens, status, multiplier.toString()]);
  }
}

/** What runs did, over several worlds. */
export interface Played {
  readonly operations: number;
  readonly counts: ReadonlyMap<string, Count>;
  readonly reached: ReadonlyMap<string, number>;
}

function add<T>(sums: Map<string, T>, name: string, start: T, more: (before: T) => T): void {
  sums.set(name, more(sums.get(name) ?? start));
}

/** So many operations, in worlds of seeds that follow one another. Prints seeds and counts. */
export async function play(operations: number, firstSeed: number): Promise<Played> {
  const counts = new Map<string, Count>();
  const reached = new Map<string, number>();
  let [done, seed] = [0, firstSeed];
  for (; done < operations; seed += 1) {
    const run = new Run(await World.start(), seed);
    const client = new DevnetClient(run.world.home);
    const end = Math.min(A_WORLD, operations - done);
    for (let looked = 0; run.done < end; looked += 1) {
      step(run);
      if (looked % QUERIED > 0) continue;
      await compareQueries(run, client, run.random.pick(run.world.owners), run.random.pick(run.world.providers));
    }
    for (const owner of run.world.owners) {
      for (const provider of run.world.providers) await compareQueries(run, client, owner, provider);
    }
    done += run.done;
    for (const [kind, { done: all, succeeded }] of run.counts) {
      add(counts, kind, { done: 0, succeeded: 0 }, (before) => ({
        done: before.done + all,
        succeeded: before.succeeded + succeeded,
      }));
    }
    for (const [state, times] of run.reached) add(reached, state, 0, (before) => before + times);
  }
  const parts = [...counts].map(([kind, { done: all, succeeded }]) => `${kind} ${succeeded}/${all}`);
  const states = [...reached].map(([state, times]) => `${state} ${times}`);
  const seeds = `seeds ${firstSeed} to ${seed - 1}`;
  process.stdout.write(
    `${seeds}: ${done} operations, 0 differences: ${[...parts.sort(), ...states.sort()].join(", ")}\n`,
  );
  return { operations: done, counts, reached };
}

/** Most of every kind must do something: what is refused tests little. */
export function expectMostSucceed({ counts }: Played): void {
  const rare = [...counts].filter(([, { done, succeeded }]) => succeeded * 2 < done).map(([kind]) => kind);
  expect(rare).toEqual([]);
}
