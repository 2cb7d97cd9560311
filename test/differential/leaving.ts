import { openUnbonding, splitValue, valueOfShares } from "../../src/math/index.js";
import { Refused } from "./lockupMirror.js";
import type { Draft, PositionBooks, ValidatorBooks } from "./records.js";
import type { Visit } from "./visit.js";
import { GRACE, UNBONDING } from "./world.js";

const MOST = 32;

/** Tokens with their shares. */
export interface Stake {
  readonly tokens: bigint;
  readonly shares: bigint;
}

/** Stake that the consumer left unanswered, oldest first; what slashes took all the worth of is lost by the way. */
export function takeUnanswered(
  visit: Visit,
  now: number,
  name: string,
  validator: Draft<ValidatorBooks>,
  position: Draft<PositionBooks>,
  wanted: bigint,
): Stake {
  let missing = wanted;
  let [tokens, shares] = [0n, 0n];
  const { multiplier } = validator;
  const sent = visit.books.inFlightOf(visit.owner).filter((item) => item.validator === name);
  for (const [at, before] of sent.entries()) {
    const item = visit.cut(before);
    const value = valueOfShares(item.shares, multiplier);
    if (now < item.timeoutAt + GRACE || (missing === 0n && value > 0n)) break;
    if (at >= MOST) {
      if (missing > 0n) throw new Refused("TooManyPartsError");
      break;
    }
    // biome-ignore lint/complexity/useMathMinMax: Math.min takes no bigint.
    const wantedOfIt = missing < value ? missing : value;
    const { taken, rest } = splitValue(item, multiplier, wantedOfIt);
    if (value === 0n) visit.lose(item.tokens);
    else {
      tokens += taken.tokens;
      shares += taken.shares;
    }
    missing -= wantedOfIt;
    validator.inFlight -= before.tokens - rest.tokens;
    visit.books.saveSent({ ...item, ...rest });
    if (rest.tokens === 0n) position.inFlight -= 1;
  }
  if (missing > 0n) throw new Refused("InsufficientStakeError");
  return { tokens, shares };
}

/** Starts unbonding what left: an entry of its own, or part of the newest. */
export function openEntry(visit: Visit, name: string, position: Draft<PositionBooks>, part: Stake, now: number): void {
  const { books, owner } = visit;
  const queue = books.unbondingsOf(owner).filter((entry) => entry.validator === name);
  const joins = openUnbonding(queue, part, now, UNBONDING).length === queue.length;
  const newest = queue.at(-1);
  if (joins && newest !== undefined) {
    const cut = visit.cut(newest);
    const [entry] = openUnbonding([cut], part, now, UNBONDING);
    books.saveUnbonding(owner, { ...cut, ...entry });
    return;
  }
  const [entry] = openUnbonding([], part, now, UNBONDING);
  if (entry === undefined) throw new RangeError("an unbonding without its entry");
  const cutNumber = visit.account.ledger.number;
  books.saveUnbonding(owner, { id: books.next("item"), validator: name, ...entry, cutNumber });
  position.unbonding += 1;
}
