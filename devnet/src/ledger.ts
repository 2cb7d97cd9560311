import { formatCoin, formatCoins } from "./coins.js";
import { rootError } from "./sdk-error.js";
import type { State, Table } from "./state.js";
import type { ChainEvent, Coin, Ctx } from "./types.js";

/** An event whose attributes stand in the order of the fields. */
export function event(type: string, attributes: Readonly<Record<string, string>>): ChainEvent {
  return { type, attributes: Object.entries(attributes).map(([key, value]) => ({ key, value })) };
}

/** Balances and supplies, and the single steps of x/bank that its messages and x/staking are made of. */
export class Ledger {
  private readonly amounts: Table<bigint>;
  private readonly supplies: Table<bigint>;

  constructor(state: State) {
    this.amounts = state.table("bank/balances");
    this.supplies = state.table("bank/supply");
  }

  balance(address: string, denom: string): bigint {
    return this.amounts.get(`${address}/${denom}`) ?? 0n;
  }

  balances(address: string): Coin[] {
    const start = `${address}/`;
    return [...this.amounts.prefixed(start)].map(([key, amount]) => ({ denom: key.slice(start.length), amount }));
  }

  supply(denom: string): bigint {
    return this.supplies.get(denom) ?? 0n;
  }

  totalSupply(): Coin[] {
    return [...this.supplies.range()].map(([denom, amount]) => ({ denom, amount }));
  }

  /** Throws an `SdkError` (sdk/5) where the balance is too small. Mirrors `subUnlockedCoins`. */
  take(ctx: Ctx, from: string, coins: readonly Coin[]): void {
    for (const coin of coins) {
      const { denom } = coin;
      const balance = this.balance(from, denom);
      if (balance < coin.amount) {
        const has = formatCoin({ denom, amount: balance });
        throw rootError("insufficientFunds", `spendable balance ${has} is smaller than ${formatCoin(coin)}`);
      }
      this.setBalance(from, denom, balance - coin.amount);
    }
    this.spent(ctx, from, coins);
  }

  /** Mirrors `addCoins`. */
  give(ctx: Ctx, to: string, coins: readonly Coin[]): void {
    for (const { denom, amount } of coins) this.setBalance(to, denom, this.balance(to, denom) + amount);
    ctx.events.push(event("coin_received", { receiver: to, amount: formatCoins(coins) }));
  }

  /**
   * From a delegator to a pool: a text of its own where the balance is too small, and no `transfer` event. Mirrors
   * `DelegateCoins`.
   */
  delegate(ctx: Ctx, from: string, pool: string, coin: Coin): void {
    const balance = this.balance(from, coin.denom);
    if (balance < coin.amount) {
      const has = formatCoin({ denom: coin.denom, amount: balance });
      throw rootError("insufficientFunds", `failed to delegate; ${has} is smaller than ${formatCoin(coin)}`);
    }
    this.setBalance(from, coin.denom, balance - coin.amount);
    this.spent(ctx, from, [coin]);
    this.give(ctx, pool, [coin]);
  }

  /** Adds to the supply what {@link give} has given out of nothing; negative to destroy. */
  changeSupply(denom: string, by: bigint): void {
    put(this.supplies, denom, this.supply(denom) + by);
  }

  private setBalance(address: string, denom: string, amount: bigint): void {
    put(this.amounts, `${address}/${denom}`, amount);
  }

  private spent(ctx: Ctx, spender: string, coins: readonly Coin[]): void {
    ctx.events.push(event("coin_spent", { spender, amount: formatCoins(coins) }));
  }
}

/** Zeros are not kept. */
function put(table: Table<bigint>, key: string, amount: bigint): void {
  if (amount === 0n) table.delete(key);
  else table.set(key, amount);
}
