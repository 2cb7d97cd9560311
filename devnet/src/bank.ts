import { isBlocked, requireAddress, requireQueried, requireSigner } from "./auth.js";
import { areValidCoins, formatCoins, parseCoins, requireValidCoins, type WireCoin } from "./coins.js";
import { event, Ledger } from "./ledger.js";
import { rootError } from "./sdk-error.js";
import type { App, Bank, Coin, ContractQuery, Ctx, Module, MsgResult } from "./types.js";
import { unsupportedRequest } from "./wasm/errors.js";

interface MsgSend {
  readonly fromAddress: string;
  readonly toAddress: string;
  readonly amount: readonly WireCoin[];
}

/** The name and units of a denom, in the words of contract queries. */
export interface DenomMetadata {
  readonly description: string;
  readonly denom_units: readonly {
    readonly denom: string;
    readonly exponent: number;
    readonly aliases: readonly string[];
  }[];
  readonly base: string;
  readonly display: string;
  readonly name: string;
  readonly symbol: string;
  readonly uri: string;
  readonly uri_hash: string;
}

/** Balances, supplies and what moves them. Mirrors x/bank. */
export class BankModule implements Module, Bank {
  readonly name = "bank";
  private readonly ledger: Ledger;

  constructor(private readonly app: Pick<App, "state" | "auth" | "prefix">) {
    this.ledger = new Ledger(app.state);
  }

  readonly messages = {
    "/cosmos.bank.v1beta1.MsgSend": (ctx: Ctx, signer: string, value: MsgSend) => this.handleSend(ctx, signer, value),
  };

  readonly queries = { bank: (query: ContractQuery) => this.answer(query) };

  balance(address: string, denom: string): bigint {
    return this.ledger.balance(address, denom);
  }

  balances(address: string): readonly Coin[] {
    return this.ledger.balances(address);
  }

  supply(denom: string): bigint {
    return this.ledger.supply(denom);
  }

  /** Every denom there is, ascending. */
  totalSupply(): readonly Coin[] {
    return this.ledger.totalSupply();
  }

  /**
   * Moves coins, also from and to module accounts. Mirrors `SendCoins`.
   *
   * Throws an `SdkError`: sdk/10 for an invalid set of coins, sdk/5 where the balance is too small.
   */
  send(ctx: Ctx, from: string, to: string, coins: readonly Coin[]): void {
    requireValidCoins(coins);
    this.ledger.take(ctx, from, coins);
    this.ledger.give(ctx, to, coins);
    this.app.auth.touch(to);
    ctx.events.push(
      event("transfer", { recipient: to, sender: from, amount: formatCoins(coins) }),
      event("message", { sender: from }),
    );
  }

  /** Makes new coins. Mirrors `MintCoins`, where the account is a module's. */
  mint(ctx: Ctx, to: string, coins: readonly Coin[]): void {
    requireValidCoins(coins);
    this.ledger.give(ctx, to, coins);
    this.app.auth.touch(to);
    for (const { denom, amount } of coins) this.ledger.changeSupply(denom, amount);
    ctx.events.push(event("coinbase", { minter: to, amount: formatCoins(coins) }));
  }

  /**
   * Destroys coins. Mirrors `BurnCoins`, where the account is a module's: x/wasm sends a contract's coins to the
   * module account `wasm` first, ICS-20 to `transfer`.
   */
  burn(ctx: Ctx, from: string, coins: readonly Coin[]): void {
    requireValidCoins(coins);
    this.ledger.take(ctx, from, coins);
    for (const { denom, amount } of coins) this.ledger.changeSupply(denom, -amount);
    ctx.events.push(event("burn", { burner: from, amount: formatCoins(coins) }));
  }

  /** Describes a denom, for `denom_metadata` queries. */
  setMetadata(metadata: DenomMetadata): void {
    this.metadata.set(metadata.base, metadata);
  }

  private get metadata() {
    return this.app.state.table<DenomMetadata>("bank/metadata");
  }

  private handleSend(ctx: Ctx, signer: string, value: MsgSend): MsgResult {
    const from = requireAddress(this.app.prefix, "account", "from", value.fromAddress);
    const to = requireAddress(this.app.prefix, "account", "to", value.toAddress);
    requireSigner(signer, from);
    const coins = parseCoins(value.amount);
    if (coins.length === 0 || !areValidCoins(coins)) throw rootError("invalidCoins", formatCoins(coins));
    if (isBlocked(this.app.auth, to)) throw rootError("unauthorized", `${to} is not allowed to receive funds`);
    this.send(ctx, from, to, coins);
    return { data: new Uint8Array(), response: {} };
  }

  private answer(query: ContractQuery): unknown {
    const { balance, all_balances, supply, denom_metadata } = query as BankQuery;
    if (balance !== undefined) {
      const address = this.queried(balance.address);
      return { amount: wire({ denom: balance.denom, amount: this.balance(address, balance.denom) }) };
    }
    if (all_balances !== undefined) return { amount: this.balances(this.queried(all_balances.address)).map(wire) };
    if (supply !== undefined) return { amount: wire({ denom: supply.denom, amount: this.supply(supply.denom) }) };
    if (denom_metadata !== undefined) {
      const metadata = this.metadata.get(denom_metadata.denom);
      if (metadata === undefined) throw rootError("notFound", denom_metadata.denom);
      return { metadata };
    }
    throw unsupportedRequest("unknown BankQuery variant");
  }

  private queried(address: string): string {
    return requireQueried(this.app.prefix, "account", address);
  }
}

interface BankQuery {
  readonly balance?: { readonly address: string; readonly denom: string };
  readonly all_balances?: { readonly address: string };
  readonly supply?: { readonly denom: string };
  readonly denom_metadata?: { readonly denom: string };
}

function wire(coin: Coin): WireCoin {
  return { denom: coin.denom, amount: coin.amount.toString() };
}
