import { sortKey } from "../address.js";
import type { Dec } from "../decimal.js";
import { Panic } from "../gas.js";
import { numberKey } from "../staking/store.js";
import type { Table } from "../state.js";
import type { App } from "../types.js";
import type { DecCoins } from "./dec-coins.js";
import * as dec from "./dec-coins.js";

/** Rewards since the last period ended, not yet divided among the tokens. */
interface CurrentRewards {
  readonly rewards: DecCoins;
  readonly period: bigint;
}

/** Rewards of one token from the beginning to the end of a period, and how many need to know. */
interface HistoricalRewards {
  readonly ratio: DecCoins;
  readonly references: number;
}

/** Where a delegation stands: the period before it began, its tokens then. */
interface StartingInfo {
  readonly previousPeriod: bigint;
  readonly stake: Dec;
  readonly height: bigint;
}

interface SlashEvent {
  readonly period: bigint;
  readonly fraction: Dec;
}

/** A period is needed by its delegation or slash, and by the current one: never by more. */
const MAX_REFERENCES = 2;

/** State of x/distribution. */
export class DistributionStore {
  private readonly currents: Table<CurrentRewards>;
  private readonly historicals: Table<HistoricalRewards>;
  private readonly commissions: Table<DecCoins>;
  private readonly outstandings: Table<DecCoins>;
  private readonly startingInfos: Table<StartingInfo>;
  private readonly slashEvents: Table<SlashEvent>;
  private readonly withdrawAddresses: Table<string>;
  private readonly pool: Table<DecCoins>;

  constructor({ state }: Pick<App, "state">) {
    this.currents = state.table("distribution/current");
    this.historicals = state.table("distribution/historical");
    this.commissions = state.table("distribution/commission");
    this.outstandings = state.table("distribution/outstanding");
    this.startingInfos = state.table("distribution/startingInfo");
    this.slashEvents = state.table("distribution/slashEvents");
    this.withdrawAddresses = state.table("distribution/withdrawAddresses");
    this.pool = state.table("distribution/communityPool");
  }

  get communityPool(): DecCoins {
    return this.pool.get("coins") ?? [];
  }

  addToPool(coins: DecCoins): void {
    if (coins.length > 0) this.putPool(dec.add(this.communityPool, coins));
  }

  putPool(coins: DecCoins): void {
    this.pool.set("coins", coins);
  }

  current(operator: string): CurrentRewards {
    return this.currents.get(sortKey(operator)) ?? { rewards: [], period: 0n };
  }

  putCurrent(operator: string, current: CurrentRewards): void {
    this.currents.set(sortKey(operator), current);
  }

  commission(operator: string): DecCoins {
    return this.commissions.get(sortKey(operator)) ?? [];
  }

  putCommission(operator: string, coins: DecCoins): void {
    this.commissions.set(sortKey(operator), coins);
  }

  outstanding(operator: string): DecCoins {
    return this.outstandings.get(sortKey(operator)) ?? [];
  }

  putOutstanding(operator: string, coins: DecCoins): void {
    this.outstandings.set(sortKey(operator), coins);
  }

  totalOutstanding(): DecCoins {
    return [...this.outstandings.range()].reduce<DecCoins>((sum, [, coins]) => dec.add(sum, coins), []);
  }

  /** What one token has earned up to the end of that period. */
  ratio(operator: string, period: bigint): DecCoins {
    return this.historicals.get(periodKey(operator, period))?.ratio ?? [];
  }

  putRatio(operator: string, period: bigint, ratio: DecCoins): void {
    this.historicals.set(periodKey(operator, period), { ratio, references: 1 });
  }

  addReference(operator: string, period: bigint): void {
    const { ratio, references } = this.historical(operator, period);
    if (references >= MAX_REFERENCES) throw new Panic("reference count should never exceed 2");
    this.historicals.set(periodKey(operator, period), { ratio, references: references + 1 });
  }

  /** A period without references is forgotten. */
  dropReference(operator: string, period: bigint): void {
    const { ratio, references } = this.historical(operator, period);
    if (references === 0) throw new Panic("cannot set negative reference count");
    const key = periodKey(operator, period);
    if (references === 1) this.historicals.delete(key);
    else this.historicals.set(key, { ratio, references: references - 1 });
  }

  private historical(operator: string, period: bigint): HistoricalRewards {
    return this.historicals.get(periodKey(operator, period)) ?? { ratio: [], references: 0 };
  }

  startingInfo(operator: string, delegator: string): StartingInfo | undefined {
    return this.startingInfos.get(`${sortKey(operator)}/${sortKey(delegator)}`);
  }

  putStartingInfo(operator: string, delegator: string, info: StartingInfo): void {
    this.startingInfos.set(`${sortKey(operator)}/${sortKey(delegator)}`, info);
  }

  deleteStartingInfo(operator: string, delegator: string): void {
    this.startingInfos.delete(`${sortKey(operator)}/${sortKey(delegator)}`);
  }

  addSlash(operator: string, height: bigint, slash: SlashEvent): void {
    this.slashEvents.set(`${sortKey(operator)}/${numberKey(height)}/${numberKey(slash.period)}`, slash);
  }

  /** Slashes from one height to another, both included, in their order. */
  slashes(operator: string, from: bigint, to: bigint): SlashEvent[] {
    const start = sortKey(operator);
    const range = this.slashEvents.range(`${start}/${numberKey(from)}`, `${start}/${numberKey(to + 1n)}`);
    return [...range].map(([, slash]) => slash);
  }

  /** The delegator's own address unless another was set. */
  withdrawAddress(delegator: string): string {
    return this.withdrawAddresses.get(delegator) ?? delegator;
  }

  setWithdrawAddress(delegator: string, to: string): void {
    this.withdrawAddresses.set(delegator, to);
  }

  /** Forgets all of a validator. */
  deleteValidator(operator: string): void {
    const key = sortKey(operator);
    for (const table of [this.currents, this.commissions, this.outstandings] as Table<unknown>[]) table.delete(key);
    for (const table of [this.slashEvents, this.historicals] as Table<unknown>[]) {
      for (const [each] of table.prefixed(`${key}/`)) table.delete(each);
    }
  }
}

function periodKey(operator: string, period: bigint): string {
  return `${sortKey(operator)}/${numberKey(period)}`;
}
