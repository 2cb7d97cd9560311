import type { State } from "mesh-security-devnet";
import { type CutItem, splitWhole } from "../../src/math/index.js";
import { Refused } from "./lockupMirror.js";
import {
  type AccountBooks,
  type Draft,
  type InFlightBooks,
  type Joined,
  NO_ACCOUNT,
  NO_POSITION,
  type PositionBooks,
  type Rewards,
  type UnbondingBooks,
  type ValidatorBooks,
} from "./records.js";
import { big64, Shelf, type Written } from "./shelf.js";

const occupied = ({ tokens, inFlight, earned }: PositionBooks) =>
  tokens > 0n || inFlight > 0 || splitWhole(earned).whole > 0n;
const padded = (id: number) => id.toString().padStart(12, "0");
const stake = ({ tokens, shares, cutNumber }: CutItem) => ({
  tokens: tokens.toString(),
  shares: shares.toString(),
  cut_number: cutNumber,
});

/** What one provider keeps. */
export class ProviderBooks {
  readonly validators: Shelf<ValidatorBooks>;
  private readonly accounts: Shelf<AccountBooks>;
  private readonly positions: Shelf<PositionBooks>;
  private readonly inFlight: Shelf<InFlightBooks>;
  private readonly unbondings: Shelf<UnbondingBooks>;
  private readonly joins: Shelf<Joined>;
  private readonly totals: Shelf<Rewards>;
  /** What no record says: the next number of an item. */
  private readonly numbers;

  constructor(
    state: State,
    written: Map<string, Written>,
    readonly address: string,
  ) {
    const shelf = <V>(layout: ConstructorParameters<typeof Shelf<V>>[3]) =>
      new Shelf<V>(state, written, address, layout);
    this.numbers = state.table<number>(`${address}/numbers`);
    this.validators = shelf({
      namespace: "validators",
      parts: (name) => [name],
      stored: (validator) => ({
        status: validator.status,
        multiplier: validator.multiplier.toString(),
        shares: validator.shares.toString(),
        in_flight: validator.inFlight.toString(),
        entitled: validator.entitled.toString(),
        index: validator.index.toString(),
        announced: validator.announced,
        credited: validator.credited,
      }),
    });
    this.accounts = shelf({
      namespace: "accounts",
      parts: (owner) => [owner],
      stored: ({ unsettled, ledger, cutOfCalls }, owner) => ({
        unsettled: unsettled.toString(),
        cut: ledger.cut.toString(),
        cut_base: ledger.base.toString(),
        cut_number: ledger.number,
        queued_release: ledger.queuedRelease.toString(),
        queued_slash: ledger.queuedSlash.toString(),
        cut_of_calls: cutOfCalls.toString(),
        positions: this.positionsOf(owner).length,
        in_flight: this.inFlightOf(owner).length,
        unbonding: this.unbondingsOf(owner).length,
      }),
    });
    this.positions = shelf({
      namespace: "positions",
      parts: (key) => key.split("/"),
      stored: (position) => ({
        ...stake(position),
        entitled: position.entitled.toString(),
        waiting: position.waiting.map(({ tag, shares }) => ({ tag, shares: shares.toString() })),
        index: position.index.toString(),
        earned: position.earned.toString(),
        in_flight: position.inFlight,
        unbonding: position.unbonding,
      }),
    });
    this.inFlight = shelf({
      namespace: "in_flight",
      parts: (_, item) => [big64(item?.id ?? 0)],
      stored: (item) => ({
        ...stake(item),
        owner: item.owner,
        validator: item.validator,
        sequence: item.sequence,
        amount: item.amount.toString(),
        timeout_at: item.timeoutAt,
      }),
    });
    this.unbondings = shelf({
      namespace: "unbondings",
      parts: (key, entry) => [key.split("/")[0] ?? "", big64(entry?.id ?? 0)],
      stored: (entry) => ({
        ...stake(entry),
        validator: entry.validator,
        opened_at: entry.openedAt,
        release_at: entry.releaseAt,
      }),
    });
    this.joins = shelf({
      namespace: "joined",
      parts: (key) => [key.split("/")[0] ?? "", big64(Number(key.split("/")[1]))],
      stored: ({ shares, index }) => ({ shares: shares.toString(), index: index?.toString() ?? null }),
    });
    this.totals = shelf({
      namespace: "rewards",
      parts: () => [],
      stored: ({ queue, credited, unallocated }) => ({
        announced: queue.reduce((sum, { amount }) => sum + amount, 0n).toString(),
        credited: credited.toString(),
        unallocated: unallocated.toString(),
      }),
    });
  }

  /** The next number of items, or of packets. */
  next(kind: "item" | "packet"): number {
    const number = this.numbers.get(kind) ?? (kind === "item" ? 1 : 2);
    this.numbers.set(kind, number + 1);
    return number;
  }

  known(name: string): Draft<ValidatorBooks> {
    const validator = this.validators.get(name);
    if (validator === undefined) throw new Refused("UnknownValidatorError");
    return { ...validator };
  }

  account(owner: string): AccountBooks {
    return this.accounts.get(owner) ?? NO_ACCOUNT;
  }

  hasAccount(owner: string): boolean {
    return this.accounts.get(owner) !== undefined;
  }

  /** An empty account is forgotten. */
  saveAccount(owner: string, account: AccountBooks): void {
    const { unsettled, ledger, cutOfCalls } = account;
    const items = this.positionsOf(owner).length + this.inFlightOf(owner).length + this.unbondingsOf(owner).length;
    const empty = unsettled + ledger.queuedRelease + ledger.queuedSlash + cutOfCalls === 0n && items === 0;
    if (empty) this.accounts.delete(owner);
    else this.accounts.put(owner, account);
  }

  position(name: string, owner: string): Draft<PositionBooks> {
    return { ...(this.positions.get(`${name}/${owner}`) ?? NO_POSITION) };
  }

  hasPosition(name: string, owner: string): boolean {
    return this.positions.get(`${name}/${owner}`) !== undefined;
  }

  /** A position without anything is forgotten. */
  savePosition(name: string, owner: string, position: PositionBooks): void {
    if (occupied(position) || position.unbonding > 0) this.positions.put(`${name}/${owner}`, { ...position });
    else this.positions.delete(`${name}/${owner}`);
  }

  /** Owners with a position at a validator, in order. */
  delegators(name: string): string[] {
    return this.positions.from(`${name}/`).map(([key]) => key.slice(name.length + 1));
  }

  /** Validators at which an owner has something. */
  positionsOf(owner: string): string[] {
    return this.validators
      .from("")
      .map(([name]) => name)
      .filter((name) => occupied(this.position(name, owner)));
  }

  /** By sequence, until it is answered. */
  sent(owner: string, id: number): InFlightBooks | undefined {
    return this.inFlight.get(`${owner}/${padded(id)}`);
  }

  saveSent(item: InFlightBooks): void {
    this.inFlight.put(`${item.owner}/${padded(item.id)}`, { ...item });
  }

  forgetSent({ owner, id }: InFlightBooks): void {
    this.inFlight.delete(`${owner}/${padded(id)}`);
  }

  /** Those with tokens, oldest first. */
  inFlightOf(owner: string): InFlightBooks[] {
    return this.inFlight
      .from(`${owner}/`)
      .map(([, item]) => item)
      .filter(({ tokens }) => tokens > 0n);
  }

  unbonding(owner: string, id: number): Draft<UnbondingBooks> {
    const entry = this.unbondings.get(`${owner}/${padded(id)}`);
    if (entry === undefined) throw new RangeError(`no unbonding ${id} of ${owner}`);
    return { ...entry };
  }

  saveUnbonding(owner: string, entry: UnbondingBooks): void {
    this.unbondings.put(`${owner}/${padded(entry.id)}`, { ...entry });
  }

  forgetUnbonding(owner: string, { id }: UnbondingBooks): void {
    this.unbondings.delete(`${owner}/${padded(id)}`);
  }

  /** Oldest first. */
  unbondingsOf(owner: string): UnbondingBooks[] {
    return this.unbondings.from(`${owner}/`).map(([, entry]) => entry);
  }

  joined(name: string, tag: number): Joined {
    return this.joins.get(`${name}/${padded(tag)}`) ?? { shares: 0n, index: undefined };
  }

  saveJoined(name: string, tag: number, joined: Joined): void {
    if (joined.shares === 0n) this.joins.delete(`${name}/${padded(tag)}`);
    else this.joins.put(`${name}/${padded(tag)}`, joined);
  }

  get rewards(): Rewards {
    return this.totals.get("") ?? { queue: [], credited: 0n, unallocated: 0n, balance: 0n };
  }

  saveRewards(rewards: Rewards): void {
    this.totals.put("", rewards);
  }
}
