import type { State } from "mesh-security-devnet";
import {
  assertSlashRatio,
  type Decimal,
  joinStake,
  recordCut,
  reportedSlash,
  type SlashRecord,
  settle,
  sharesOf,
  slashMultiplier,
  splitWhole,
  takeStake,
  tombstoneSlash,
} from "../../src/math/index.js";
import { openEntry, type Stake, takeUnanswered } from "./leaving.js";
import { Refused } from "./lockupMirror.js";
import { ProviderBooks } from "./providerBooks.js";
import { type Draft, type InFlightBooks, NEW_VALIDATOR, type ValidatorBooks, worth } from "./records.js";
import { accrue, announce, credit, join, lower } from "./rewardBooks.js";
import type { Written } from "./shelf.js";
import { type Following, Visit } from "./visit.js";
import { LIFETIME, MAX_REPORTED, UNBONDING } from "./world.js";

const MOST = 32;
/** Reports that are kept apart. */
const MOST_REPORTS = 32;

/** What the provider needs of the rest. */
export interface Surroundings extends Following {
  /** This provider's claim on an owner, as the lockup reports it. */
  claim(owner: string): bigint;
  now(): number;
}

/** One provider's messages, computed by the formulas alone. */
export class ProviderMirror {
  readonly books: ProviderBooks;
  /** By sequence: whose stake it is. */
  private readonly packets = new Map<number, { readonly owner: string; readonly id: number }>();

  constructor(
    state: State,
    written: Map<string, Written>,
    readonly address: string,
    private readonly around: Surroundings,
  ) {
    this.books = new ProviderBooks(state, written, address);
  }

  private close(visit: Visit): void {
    visit.close(this.around.claim(visit.owner), this.around);
  }

  list(name: string): void {
    this.books.validators.put(name, NEW_VALIDATOR);
  }

  receiveClaim(owner: string, amount: bigint, name: string): void {
    const { books, around } = this;
    const { status, multiplier } = books.known(name);
    if (status === "tombstoned") throw new Refused("ValidatorTombstonedError");
    if (multiplier === 0n) throw new Refused("ValidatorSlashedToZeroError");
    const visit = new Visit(books, owner);
    visit.account.unsettled += amount;
    visit.settleCut();
    const validator = books.known(name);
    books.validators.put(name, { ...validator, inFlight: validator.inFlight + amount });
    const item: InFlightBooks = {
      id: books.next("item"),
      owner,
      validator: name,
      sequence: 0,
      amount,
      tokens: amount,
      shares: sharesOf(amount, validator.multiplier),
      cutNumber: visit.account.ledger.number,
      timeoutAt: around.now() + LIFETIME,
    };
    const position = books.position(name, owner);
    books.saveSent(item);
    books.savePosition(name, owner, { ...position, inFlight: position.inFlight + 1 });
    this.close(visit);
    around.packet({ kind: "stake", validator: name, amount, key: owner });
  }

  /** The packet of the owner's newest stake went out. */
  stakeSent(owner: string, sequence: number): void {
    const item = this.books.inFlightOf(owner).at(-1);
    if (item === undefined) throw new RangeError("no stake that was sent");
    this.books.saveSent({ ...item, sequence });
    this.packets.set(sequence, { owner, id: item.id });
  }

  unstake(owner: string, name: string, amount: bigint): void {
    const { books, around } = this;
    books.known(name);
    credit(books);
    const visit = new Visit(books, owner);
    visit.settleCut();
    const validator = books.known(name);
    const position = books.position(name, owner);
    if (position.tokens === 0n && position.inFlight === 0) throw new Refused("NoStakeError");
    visit.settlePosition(name, validator, position);
    const active = amount < position.tokens ? amount : position.tokens;
    let leaving: Stake = { tokens: 0n, shares: 0n };
    if (active > 0n) {
      const { taken, rest } = takeStake(position, validator.multiplier, active);
      position.tokens = rest.tokens;
      lower("withdraw", books, name, validator, position, rest.shares);
      visit.unstake(name, active, owner);
      leaving = taken;
    }
    if (position.inFlight > 0 || active < amount) {
      const part = takeUnanswered(visit, around.now(), name, validator, position, amount - active);
      leaving = { tokens: leaving.tokens + part.tokens, shares: leaving.shares + part.shares };
    }
    if (leaving.tokens > 0n) openEntry(visit, name, position, leaving, around.now());
    books.validators.put(name, validator);
    books.savePosition(name, owner, position);
    this.close(visit);
  }

  unbond(owner: string, limit: number): bigint {
    const visit = new Visit(this.books, owner);
    visit.settleCut();
    const now = this.around.now();
    const matured = this.books.unbondingsOf(owner).filter(({ releaseAt }) => releaseAt <= now);
    if (matured.length === 0) throw new Refused("NothingMaturedError");
    matured.sort((a, b) => a.releaseAt - b.releaseAt || a.id - b.id);
    let released = 0n;
    for (const { id } of matured.slice(0, limit)) released += visit.releaseUnbonding(id, now);
    this.close(visit);
    return released;
  }

  settle(owner: string, limit: number): bigint {
    if (!this.books.hasAccount(owner)) throw new Refused("UnknownOwnerError");
    credit(this.books);
    const visit = new Visit(this.books, owner);
    visit.settleItems(limit);
    this.close(visit);
    return visit.lost;
  }

  /** Answers what it took in all, and the last owner that it came to. */
  processSlashes(
    name: string,
    after: string | undefined,
    limit: number,
  ): { slashed: bigint; last: string | undefined } {
    const { books } = this;
    books.known(name);
    credit(books);
    const owners = books.delegators(name).filter((owner) => after === undefined || owner > after);
    let [items, slashed, last] = [0, 0n, undefined as string | undefined];
    for (const owner of owners.slice(0, limit)) {
      if (items >= limit) break;
      const visit = new Visit(books, owner);
      visit.settleAt(name);
      const entries = books.unbondingsOf(owner).filter((entry) => entry.validator === name);
      for (const { id } of entries.slice(0, MOST)) visit.settleUnbonding(id);
      items += 1 + Math.min(entries.length, MOST);
      slashed += visit.lost;
      this.close(visit);
      last = owner;
    }
    return { slashed, last };
  }

  private reports({ reports }: ValidatorBooks) {
    return reports.filter(({ time }) => this.around.now() < time + UNBONDING);
  }

  /** Answers the ratio that applies. */
  slash(name: string, ratio: Decimal, tombstone: boolean): Decimal {
    const validator = this.books.known(name);
    if (validator.status === "tombstoned") throw new Refused("ValidatorTombstonedError");
    const before = this.reports(validator).map((report) => report.ratio);
    const applied = tombstone ? tombstoneSlash(ratio, before) : assertSlashRatio(ratio);
    if (tombstone) validator.status = "tombstoned";
    this.applySlash(name, validator, applied);
    return applied;
  }

  /** A slash of the consumer chain: as much of it as is left of what reports may take. */
  report(name: string, ratio: Decimal): void {
    const validator = this.books.known(name);
    if (validator.status === "tombstoned") return;
    const reports = this.reports(validator);
    const applied = reportedSlash(
      ratio,
      reports.map((report) => report.ratio),
      MAX_REPORTED,
    );
    if (applied.isZero) return;
    if (reports.length >= MOST_REPORTS) throw new RangeError("more reports than are kept apart");
    validator.reports = [...reports, { time: this.around.now(), ratio: applied }];
    this.applySlash(name, validator, applied);
  }

  private applySlash(name: string, validator: Draft<ValidatorBooks>, ratio: Decimal): void {
    const before = worth(validator);
    const multiplier = slashMultiplier(validator.multiplier, ratio);
    const slash: SlashRecord = { time: this.around.now(), multiplier };
    Object.assign(validator, { multiplier, history: [...validator.history, slash] });
    this.books.validators.put(name, validator);
    const fall = before - worth(validator);
    if (fall > 0n) this.around.packet({ kind: "unstake", validator: name, amount: fall, key: this.address });
  }

  claimReduced(owner: string, amount: bigint): void {
    const account = this.books.account(owner);
    const { ledger, beyond } = recordCut(account.ledger, amount, account.unsettled);
    const cursor = ledger.number > account.ledger.number ? undefined : account.cursor;
    this.books.saveAccount(owner, { ...account, ledger, cursor, cutOfCalls: account.cutOfCalls + beyond });
  }

  /** The consumer took a stake, or did not. */
  answer(sequence: number, taken: boolean): void {
    const { books } = this;
    const of = this.packets.get(sequence);
    const item = of === undefined ? undefined : books.sent(of.owner, of.id);
    if (item === undefined) throw new RangeError(`no stake in packet ${sequence}`);
    credit(books);
    const { owner, validator: name } = item;
    const visit = new Visit(books, owner);
    const validator = books.known(name);
    const position = books.position(name, owner);
    if (taken) visit.settlePosition(name, validator, position);
    const cut = visit.cut(item);
    let joined = 0n;
    if (taken) {
      const { lost } = settle(cut, validator.multiplier);
      const { position: both } = joinStake(position, validator.multiplier, cut);
      visit.lose(lost);
      joined = both.tokens - position.tokens;
      position.tokens = both.tokens;
      join(books, name, validator, position, both.shares - position.shares);
    } else visit.release(cut.tokens);
    books.forgetSent(item);
    validator.inFlight -= item.tokens;
    if (item.tokens > 0n) position.inFlight -= 1;
    if (taken || item.tokens > 0n) {
      books.validators.put(name, validator);
      books.savePosition(name, owner, position);
    }
    if (taken) visit.unstake(name, item.amount - joined, this.address);
    this.close(visit);
  }

  announce(name: string, amount: bigint): void {
    announce(this.books, name, amount);
    credit(this.books);
  }

  /** Tokens come, in the denom of rewards. */
  pay(amount: bigint): void {
    const { rewards } = this.books;
    this.books.saveRewards({ ...rewards, balance: rewards.balance + amount });
  }

  credit(limit: number): number {
    return credit(this.books, limit);
  }

  claimRewards(owner: string, name: string): bigint {
    const { books } = this;
    credit(books);
    const visit = new Visit(books, owner);
    visit.settleCut();
    const validator = books.known(name);
    // Cuts that were just settled can have left nothing.
    if (!books.hasPosition(name, owner)) throw new Refused("NoStakeError");
    const position = books.position(name, owner);
    visit.settlePosition(name, validator, position);
    const { whole, fraction } = splitWhole(position.earned);
    if (whole === 0n) throw new Refused("NoRewardsError");
    position.earned = fraction;
    books.validators.put(name, validator);
    books.savePosition(name, owner, position);
    const { rewards } = books;
    books.saveRewards({ ...rewards, credited: rewards.credited - whole, balance: rewards.balance - whole });
    this.close(visit);
    return whole;
  }

  /** What `claim_rewards` would pay now; the caller undoes what this writes. */
  pendingRewards(owner: string, name: string): bigint {
    credit(this.books);
    const position = this.books.position(name, owner);
    accrue(this.books, name, this.books.known(name), position);
    return splitWhole(position.earned).whole;
  }
}
