import {
  creditReward,
  type Entitlement,
  settleRewards,
  shrinkEntitlement,
  withdrawEntitlement,
} from "../../src/math/index.js";
import { Refused } from "./lockupMirror.js";
import type { ProviderBooks } from "./providerBooks.js";
import type { Draft, PositionBooks, ValidatorBooks } from "./records.js";

/** Announcements of one validator that wait. */
const MOST_WAITING = 31;
/** Announcements that a message credits by the way. */
const BY_THE_WAY = 8;

/** A packet `rewards`; throws where the provider refuses it. */
export function announce(books: ProviderBooks, name: string, amount: bigint): void {
  const validator = books.known(name);
  if (validator.announced - validator.credited >= MOST_WAITING) throw new Refused("TooManyAnnouncementsError");
  const { rewards } = books;
  books.saveRewards({ ...rewards, queue: [...rewards.queue, { validator: name, amount }] });
  validator.announced += 1;
  books.validators.put(name, validator);
}

/** Credits announced rewards whose tokens have come, first announced first. */
export function credit(books: ProviderBooks, limit = BY_THE_WAY): number {
  let { queue, credited, unallocated, balance } = books.rewards;
  let done = 0;
  for (; done < limit; done += 1) {
    const [first, ...rest] = queue;
    if (first === undefined || first.amount > balance - credited - unallocated) break;
    if (creditOne(books, first.validator, first.amount)) credited += first.amount;
    else unallocated += first.amount;
    queue = rest;
  }
  if (done > 0) books.saveRewards({ queue, credited, unallocated, balance });
  return done;
}

/** False where nobody has a share. */
function creditOne(books: ProviderBooks, name: string, amount: bigint): boolean {
  const validator = books.known(name);
  const tag = validator.credited;
  const joined = books.joined(name, tag);
  const after = creditReward(validator, amount, joined.shares);
  // The shares of positions not yet settled stand for no stake once all of it is slashed.
  const nobody = validator.multiplier === 0n;
  const index = nobody ? validator.index : after.pool.index;
  if (joined.shares > 0n) {
    books.saveJoined(name, tag, { shares: joined.shares, index: nobody ? index : after.joinedAt });
  }
  books.validators.put(name, { ...validator, entitled: after.pool.entitled, index, credited: tag + 1 });
  return !nobody && !after.unallocated;
}

/** Brings what a position earned up to now. */
export function accrue(
  books: ProviderBooks,
  name: string,
  validator: ValidatorBooks,
  position: Draft<PositionBooks>,
): void {
  const { index } = validator;
  let { earned } = settleRewards({ shares: position.entitled, index: position.index, earned: position.earned }, index);
  const waiting: PositionBooks["waiting"][number][] = [];
  for (const part of position.waiting) {
    if (part.tag >= validator.credited) {
      waiting.push(part);
      continue;
    }
    const joined = books.joined(name, part.tag);
    ({ earned } = settleRewards({ shares: part.shares, index: joined.index ?? index, earned }, index));
    position.entitled += part.shares;
    books.saveJoined(name, part.tag, { ...joined, shares: joined.shares - part.shares });
  }
  Object.assign(position, { waiting, earned, index });
}

/** Stake that was acknowledged waits until the announcement after the next is credited. */
export function join(
  books: ProviderBooks,
  name: string,
  validator: Draft<ValidatorBooks>,
  position: Draft<PositionBooks>,
  shares: bigint,
): void {
  if (shares === 0n) return;
  const tag = validator.announced;
  const joined = books.joined(name, tag);
  books.saveJoined(name, tag, { ...joined, shares: joined.shares + shares });
  const last = position.waiting.at(-1);
  position.waiting =
    last?.tag === tag
      ? [...position.waiting.slice(0, -1), { tag, shares: last.shares + shares }]
      : [...position.waiting, { tag, shares }];
  position.shares += shares;
  validator.shares += shares;
}

/** Lowers a position's shares, by a cut or a slash, or by an unstake. */
export function lower(
  by: "shrink" | "withdraw",
  books: ProviderBooks,
  name: string,
  validator: Draft<ValidatorBooks>,
  position: Draft<PositionBooks>,
  total: bigint,
): void {
  const before: Entitlement = { entitled: position.entitled, waiting: position.waiting.map(({ shares }) => shares) };
  const after = (by === "shrink" ? shrinkEntitlement : withdrawEntitlement)(before, total);
  validator.shares -= position.shares - total;
  validator.entitled -= before.entitled - after.entitled;
  const waiting = position.waiting.map(({ tag, shares }, at) => {
    const left = after.waiting[at] ?? 0n;
    if (left < shares) {
      const joined = books.joined(name, tag);
      books.saveJoined(name, tag, { ...joined, shares: joined.shares - (shares - left) });
    }
    return { tag, shares: left };
  });
  Object.assign(position, {
    waiting: waiting.filter(({ shares }) => shares > 0n),
    entitled: after.entitled,
    shares: total,
  });
}
