import { rebalanceMsg, stakingEvents, syncSlashMsg } from "mesh-security-sdk/staking";
import { digest, readLink, sum } from "./books.js";
import type { Of } from "./operations.js";
import { checkPlan, hold } from "./rules.js";
import type { Run } from "./run.js";
import type { Link } from "./world.js";

/** Steps a message. */
const PAGE = 10;
/** Three validators can't have so many pages of moves. */
const PAGES = 10;

/** Sends one page; answers whether the plan is carried out. */
function page(run: Run, { chain, staking }: Link, limit: number): boolean {
  const message = rebalanceMsg({ contract: staking, sender: run.world.anyone(chain), limit });
  const { events } = run.send(chain, message, true).tx;
  const told = stakingEvents(events, staking).map(({ kind }) => kind);
  if (told.includes("changeRefused")) run.reach("x/staking refused a move");
  if (events.some(({ type }) => type === "redelegate")) run.reach("redelegated");
  return told.includes("rebalanceFinished");
}

/** One page; looks at what a plan has come to that ends with it. */
export async function rebalance(run: Run, { link, limit }: Of<"rebalance">): Promise<void> {
  const before = run.at(link);
  if (!page(run, before.link, limit)) {
    run.reach("rebalance goes on");
    return;
  }
  const after = await readLink(run.world, before.link);
  checkPlan(after);
  const { queued, unbonding, granted } = after.power;
  if (before.power.queued > queued) run.reach("the queue drained");
  if (queued > 0n) run.reach("the queue waits");
  if (queued + unbonding === 0n && granted > 0n) run.reach("granted is what is asked");
  const missing = (asked: bigint, had: bigint) => (asked > had ? asked - had : 0n);
  if (sum(before.targets, (each) => missing(each.asked, each.granted)) > 0n) run.reach("granted late");
}

/** Nobody was slashed on a consumer chain: nothing is found, and nothing changes. */
export function syncSlash(run: Run, { link, validator }: Of<"syncSlash">): void {
  const { chain, staking } = run.at(link).link;
  const message = syncSlashMsg({ contract: staking, sender: run.world.anyone(chain), validator });
  const { error, tx } = run.send(chain, message);
  if (error !== undefined) return;
  const lost = stakingEvents(tx.events, staking).flatMap((event) => (event.kind === "syncSlash" ? [event.loss] : []));
  hold("8 Round trip", lost.join() === "0", () => `sync_slash found ${lost.join()} at ${validator}`);
  run.reach("sync_slash found nothing");
}

/** At every consumer chain until the plan is carried out; then there is nothing left to do. */
export async function rebalanceAll(run: Run): Promise<void> {
  for (const { link } of run.books.links) {
    let finished = false;
    for (let pages = 0; !finished && pages < PAGES; pages += 1) finished = page(run, link, PAGE);
    hold("11 Cap", finished, () => `rebalance of ${link.name} finds no end`);
    page(run, link, PAGE);
    const before = digest(link.chain);
    page(run, link, PAGE);
    hold("6 Exactly once", digest(link.chain) === before, () => `rebalance of ${link.name} had more to do`);
  }
  await run.check();
  for (const books of run.books.links) checkPlan(books);
}
