import { processSlashesMsg, slashMsg } from "mesh-security-sdk/provider";
import { alive, anyProvider, anyValidator, type Both, ratio } from "./pick.js";
import * as previews from "./previews.js";
import type { Run } from "./run.js";

/** Of a validator's delegators; more than there are owners. */
const ALL = 100;

function push(run: Run, { there, mirror }: Both, name: string, limit: number): string | undefined {
  const { cursors, world } = run;
  const key = `${there.address}/${name}`;
  const startAfter = limit === ALL ? undefined : cursors.get(key);
  const page = { limit, ...(startAfter === undefined ? {} : { startAfter }) };
  const sender = world.guardian;
  let last: string | undefined;
  run.both(
    "processSlashes",
    () => {
      ({ last } = mirror.processSlashes(name, startAfter, limit));
    },
    () => world.call(processSlashesMsg({ contract: there.address, sender, validator: name, ...page })),
  );
  cursors.delete(key);
  if (last !== undefined) cursors.set(key, last);
  return last;
}

/** Slashes, and often pushes it at once and answers what is in flight: then all that was foretold has come. */
export function slash(run: Run): void {
  const { random, world } = run;
  const at = anyProvider(run);
  const staked = at.mirror.books.validators.from("").filter(([, { shares, inFlight }]) => shares + inFlight > 0n);
  const flying = staked.filter(([, { inFlight }]) => inFlight > 0n);
  const likely = flying.length > 0 && random.oneIn(2) ? flying : staked;
  const name = likely.length === 0 || random.oneIn(30) ? anyValidator(run, at) : random.pick(likely)[0];
  const by = ratio(run);
  const tombstone = random.oneIn(60);
  const foretold = tombstone ? undefined : previews.slash(run, at.mirror, name, by);
  const { error } = run.both(
    "slash",
    () => void at.mirror.slash(name, by, tombstone),
    () => {
      const { guardian: sender } = world;
      return world.call(slashMsg({ contract: at.there.address, sender, validator: name, ratio: by, tombstone }));
    },
  );
  replace(run, at);
  if (error !== undefined || foretold === undefined || random.oneIn(4)) return;
  push(run, at, name, ALL);
  for (const one of run.waiting.filter(({ provider }) => provider === at.there)) {
    if (JSON.parse(new TextDecoder().decode(one.packet.data)).stake.validator === name) run.answer(one, "success");
  }
  foretold();
}

/** The consumer lists another validator where one is spent. */
function replace(run: Run, at: Both): void {
  if (alive(at).length >= run.world.validators.length) return;
  const name = run.world.newValidator();
  run.receive("list", at.there, { update_validators: { added: [name], removed: [] } }, () => at.mirror.list(name));
}

export function report(run: Run): void {
  const at = anyProvider(run);
  const name = anyValidator(run, at);
  const by = ratio(run);
  const content = { slash_report: { validator: name, ratio: by.toString() } };
  run.receive("report", at.there, content, () => at.mirror.report(name, by));
  replace(run, at);
}

export function processSlashes(run: Run): void {
  const at = anyProvider(run);
  push(run, at, anyValidator(run, at), 1 + run.random.below(4));
}
