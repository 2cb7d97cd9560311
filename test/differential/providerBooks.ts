import type { State } from "mesh-security-devnet";
import {
  type CutItem,
  type CutLedger,
  type Decimal,
  FULL_MULTIPLIER,
  type RewardPool,
  type SlashRecord,
  splitWhole,
  valueOfShares,
} from "../../src/math/index.js";
import { Refused } from "./lockupMirror.js";
import { big64, Shelf, type Written } from "./shelf.js";

export interface ValidatorBooks extends RewardPool {
  readonly status: "active" | "removed" | "tombstoned";
  readonly multiplier: bigint;
  readonly shares: bigint;
  readonly inFlight: bigint;
  readonly announced: number;
  readonly credited: number;
  readonly history: readonly SlashRecord[];
  readonly reports: readonly { readonly time: number; readonly ratio: Decimal }[];
}

export interface PositionBooks extends CutItem {
  readonly entitled: bigint;
  readonly waiting: readonly { readonly tag: number; readonly shares: bigint }[];
  readonly index: bigint;
  readonly earned: bigint;
  readonly inFlight: number;
  readonly unbonding: number;
}

export interface InFlightBooks extends CutItem {
  readonly id: number;
  readonly owner: string;
  readonly validator: string;
  readonly sequence: number;
  readonly amount: bigint;
  readonly timeoutAt: number;
}

export interface UnbondingBooks extends CutItem {
  readonly id: number;
  readonly validator: string;
  readonly openedAt: number;
  readonly releaseAt: number;
}

export interface AccountBooks {
  readonly unsettled: bigint;
  readonly ledger: CutLedger;
  readonly cutOfCalls: bigint;
  /** Item that `settle` visited last. */
  readonly cursor: string | undefined;
}

interface Joined {
  readonly shares: bigint;
  readonly index: bigint | undefined;
}

interface Rewards {
  readonly queue: readonly { readonly validator: string; readonly amount: bigint }[];
  readonly credited: bigint;
  readonly unallocated: bigint;
  /** All that is there in the rewards' denom. */
  readonly balance: bigint;
}

/** Something can change in a record while a message works on it. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] };

const NO_ACCOUNT: AccountBooks = {
  unsettled: 0n,
  ledger: { cut: 0n, base: 0n, number: 0, queuedRelease: 0n, queuedSlash: 0n },
  cutOfCalls: 0n,
  cursor: undefined,
};
const NO_POSITION: PositionBooks = {
  tokens: 0n,
  shares: 0n,
  cutNumber: 0,
  entitled: 0n,
  waiting: [],
  index: 0n,
  earned: 0n,
  inFlight: 0,
  unbonding: 0,
};
export const NEW_VALIDATOR: ValidatorBooks = {
  status: "active",
  multiplier: FULL_MULTIPLIER,
  shares: 0n,
  inFlight: 0n,
  entitled: 0n,
  index: 0n,
  announced: 0,
  credited: 0,
  history: [],
  reports: [],
};

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

/** Worth of a validator's active stake. */
export function worth({ shares, multiplier }: ValidatorBooks): bigint {
  return valueOfShares(shares, multiplier);
}
