import {
  type CutItem,
  callsDue,
  entryValue,
  multiplierAt,
  settle,
  takeCut,
  withdrawMatured,
} from "../../src/math/index.js";
import { Refused } from "./lockupMirror.js";
import type { ProviderBooks } from "./providerBooks.js";
import {
  type AccountBooks,
  type Draft,
  type PositionBooks,
  type UnbondingBooks,
  type ValidatorBooks,
  worth,
} from "./records.js";
import { accrue, lower } from "./rewardBooks.js";

/** Items that a message settles by itself. */
const MOST_ITEMS = 32;

/** A packet to the consumer. */
export interface Told {
  readonly kind: "stake" | "unstake";
  readonly validator: string;
  readonly amount: bigint;
  readonly key: string;
}

/** What follows a message once it is through: calls of the lockup, and packets. */
export interface Following {
  slash(owner: string, amount: bigint): void;
  release(owner: string, amount: bigint): void;
  packet(packet: Told): void;
}

/** One owner's account while a message works on his items. */
export class Visit {
  account: Draft<AccountBooks>;
  lost = 0n;
  private readonly unstakes: Told[] = [];

  constructor(
    readonly books: ProviderBooks,
    readonly owner: string,
  ) {
    this.account = { ...books.account(owner) };
  }

  /** Takes the recorded cut off an item. */
  cut<T extends CutItem>(item: T): T {
    const { ledger, item: left, taken } = takeCut(this.account.ledger, item);
    this.account.ledger = ledger;
    this.account.unsettled -= taken;
    return { ...item, ...left };
  }

  lose(lost: bigint): void {
    const { ledger } = this.account;
    this.lost += lost;
    this.account.unsettled -= lost;
    this.account.ledger = { ...ledger, queuedSlash: ledger.queuedSlash + lost };
  }

  release(tokens: bigint): void {
    const { ledger } = this.account;
    this.account.unsettled -= tokens;
    this.account.ledger = { ...ledger, queuedRelease: ledger.queuedRelease + tokens };
  }

  unstake(validator: string, amount: bigint, key: string): void {
    if (amount > 0n) this.unstakes.push({ kind: "unstake", validator, amount, key });
  }

  /** Writes the account; what the lockup reports as the claim bounds what it is asked for. */
  close(claim: bigint, following: Following): void {
    const { ledger, unsettled } = this.account;
    const { slash, release } = callsDue(ledger, claim, unsettled - ledger.cut);
    const queuedSlash = ledger.queuedSlash - slash;
    this.account.ledger = { ...ledger, queuedSlash, queuedRelease: ledger.queuedRelease - release };
    this.books.saveAccount(this.owner, this.account);
    if (slash > 0n) following.slash(this.owner, slash);
    if (release > 0n) following.release(this.owner, release);
    for (const packet of this.unstakes) following.packet(packet);
  }

  /** Cuts, then slashes, off the active stake of a position; the caller saves both. */
  settlePosition(name: string, validator: Draft<ValidatorBooks>, position: Draft<PositionBooks>): void {
    accrue(this.books, name, validator, position);
    const total = worth(validator);
    const cut = this.cut(position);
    const wasCut = cut.tokens < position.tokens;
    const { position: left, lost } = settle(cut, validator.multiplier);
    this.lose(lost);
    position.tokens = left.tokens;
    position.cutNumber = cut.cutNumber;
    lower("shrink", this.books, name, validator, position, left.shares);
    if (wasCut) this.unstake(name, total - worth(validator), this.books.address);
  }

  /** Settles an owner's position where it is kept. */
  settleAt(name: string): void {
    const validator = this.books.known(name);
    const position = this.books.position(name, this.owner);
    this.settlePosition(name, validator, position);
    this.books.validators.put(name, validator);
    this.books.savePosition(name, this.owner, position);
  }

  /** Slashes of stake in flight wait for its answer. */
  private settleSent(id: number): void {
    const { books, owner } = this;
    const item = books.sent(owner, id);
    if (item === undefined) throw new RangeError(`no stake ${id} of ${owner} in flight`);
    const cut = this.cut(item);
    books.saveSent(cut);
    const taken = item.tokens - cut.tokens;
    if (taken === 0n) return;
    const validator = books.known(item.validator);
    books.validators.put(item.validator, { ...validator, inFlight: validator.inFlight - taken });
    if (cut.tokens > 0n) return;
    const position = books.position(item.validator, owner);
    books.savePosition(item.validator, owner, { ...position, inFlight: position.inFlight - 1 });
  }

  /** Cuts, then slashes up to its release, off an entry; one that is worth nothing is forgotten. */
  settleUnbonding(id: number): void {
    const { books, owner } = this;
    const entry = this.cut(books.unbonding(owner, id));
    const { history } = books.known(entry.validator);
    const { position, lost } = settle(entry, multiplierAt(history, entry.releaseAt));
    this.lose(lost);
    if (position.tokens === 0n) this.closeUnbonding(entry);
    else books.saveUnbonding(owner, { ...entry, ...position });
  }

  /** Releases what a matured entry is worth. */
  releaseUnbonding(id: number, now: number): bigint {
    const entry = this.cut(this.books.unbonding(this.owner, id));
    const { history } = this.books.known(entry.validator);
    const { released, lost } = withdrawMatured([entry], history, now);
    if (released !== entryValue(entry, history)) throw new RangeError("withdrawMatured and entryValue differ");
    this.lose(lost);
    this.release(released);
    this.closeUnbonding(entry);
    return released;
  }

  private closeUnbonding(entry: UnbondingBooks): void {
    const { books, owner } = this;
    books.forgetUnbonding(owner, entry);
    const position = books.position(entry.validator, owner);
    books.savePosition(entry.validator, owner, { ...position, unbonding: position.unbonding - 1 });
  }

  /** Items after a cursor, in the order of `settle`. */
  private items(after = ""): string[] {
    const { books, owner } = this;
    const id = (number: number) => number.toString().padStart(12, "0");
    return [
      ...books.positionsOf(owner).map((name) => `0/${name}`),
      ...books.inFlightOf(owner).map((item) => `1/${id(item.id)}`),
      ...books.unbondingsOf(owner).map((entry) => `2/${id(entry.id)}`),
    ].filter((item) => item > after);
  }

  private pass(limit: number): number {
    const items = this.items(this.account.cursor).slice(0, limit);
    for (const item of items) {
      const key = item.slice(2);
      if (item.startsWith("0")) this.settleAt(key);
      else if (item.startsWith("1")) this.settleSent(Number(key));
      else this.settleUnbonding(Number(key));
    }
    this.account.cursor = items.length < limit ? undefined : items.at(-1);
    return items.length;
  }

  /** As many items as `limit` from where the last call ended, from the beginning after the end. */
  settleItems(limit: number): number {
    const fromStart = this.account.cursor === undefined;
    const visited = this.pass(limit);
    if (fromStart || visited === limit) return visited;
    return visited + this.pass(limit - visited);
  }

  /** Before a message of the owner: he can do nothing while a cut is recorded. */
  settleCut(): void {
    if (this.account.ledger.cut === 0n) return;
    if (this.items().length > MOST_ITEMS) throw new Refused("SettleFirstError");
    this.account.cursor = undefined;
    this.pass(MOST_ITEMS);
    this.account.cursor = undefined;
    if (this.account.ledger.cut > 0n) throw new Refused("SettleFirstError");
  }
}
