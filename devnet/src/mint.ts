import {
  add,
  type Dec,
  formatDec,
  fromInt,
  mul,
  mulInt,
  ONE,
  parseDec,
  quo,
  quoInt,
  sub,
  truncate,
} from "./decimal.js";
import { event, Ledger } from "./ledger.js";
import type { Table } from "./state.js";
import type { App, Ctx } from "./types.js";

/** A rate as x/mint has it: it moves towards the goal of bonded tokens, within its bounds. Decimal texts, a year each. */
export interface Inflation {
  readonly initial: string;
  readonly min: string;
  readonly max: string;
  readonly rateChange: string;
  readonly goalBonded: string;
  readonly blocksPerYear: bigint;
}

/** New tokens: the same amount in each block, or by an annual rate. */
export type MintOptions = { readonly perBlock: bigint } | { readonly inflation: Inflation };

/** New tokens of each block, paid into the fee collector. Mirrors x/mint. */
export class Mint {
  private readonly rates: Table<Dec>;
  private readonly ledger: Ledger;

  constructor(
    private readonly app: App,
    private readonly options: MintOptions,
  ) {
    this.rates = app.state.table("mint/inflation");
    this.ledger = new Ledger(app.state);
  }

  beginBlock(ctx: Ctx): void {
    const { options } = this;
    if ("perBlock" in options) {
      this.pay(ctx, options.perBlock);
      ctx.events.push(event("mint", { amount: options.perBlock.toString() }));
      return;
    }
    const supply = this.ledger.supply(this.app.bondDenom);
    const bondedRatio = this.bondedRatio(supply);
    const rate = nextRate(
      this.rates.get("rate") ?? parseDec(options.inflation.initial),
      bondedRatio,
      options.inflation,
    );
    this.rates.set("rate", rate);
    const annual = mulInt(rate, supply);
    const amount = truncate(quoInt(annual, options.inflation.blocksPerYear));
    this.pay(ctx, amount);
    ctx.events.push(
      event("mint", {
        bonded_ratio: formatDec(bondedRatio),
        inflation: formatDec(rate),
        annual_provisions: formatDec(annual),
        amount: amount.toString(),
      }),
    );
  }

  private bondedRatio(supply: bigint): Dec {
    if (supply === 0n) return 0n;
    const pool = this.app.auth.moduleAddress("bonded_tokens_pool");
    return quoInt(fromInt(this.ledger.balance(pool, this.app.bondDenom)), supply);
  }

  /** Nothing is minted for zero, but empty coins are sent on. */
  private pay(ctx: Ctx, amount: bigint): void {
    const { auth, bank, bondDenom } = this.app;
    const coins = amount === 0n ? [] : [{ denom: bondDenom, amount }];
    if (amount > 0n) bank.mint(ctx, auth.moduleAddress("mint"), coins);
    bank.send(ctx, auth.moduleAddress("mint"), auth.moduleAddress("fee_collector"), coins);
  }
}

/** Mirrors `NextInflationRate`. */
function nextRate(rate: Dec, bondedRatio: Dec, inflation: Inflation): Dec {
  const away = sub(ONE, quo(bondedRatio, parseDec(inflation.goalBonded)));
  const change = quo(mul(away, parseDec(inflation.rateChange)), fromInt(inflation.blocksPerYear));
  const next = add(rate, change);
  const highest = parseDec(inflation.max);
  const lowest = parseDec(inflation.min);
  if (next > highest) return highest;
  if (next < lowest) return lowest;
  return next;
}
