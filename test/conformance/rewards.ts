import type { ChainEvent } from "mesh-security-sdk";
import { eventsOf, relayedIn, type Step, type Trace } from "./trace.js";

const COIN = /^(\d+)(.*)$/;

const attributeOf = ({ attributes }: ChainEvent, wanted: string) =>
  attributes.find(({ key }) => key === wanted)?.value ?? "";

/** Digits and denom of the amount that an event of a type tells. */
function amountsIn(events: readonly ChainEvent[], type: string): [digits: string, denom: string][] {
  return events.flatMap((event) => {
    const [, digits, denom] = event.type === type ? (COIN.exec(attributeOf(event, "amount")) ?? []) : [];
    return digits === undefined || denom === undefined || digits === "0" ? [] : [[digits, denom] as const];
  }) as [string, string][];
}

/**
 * Amounts in a trace that depend on how many blocks went by. They are known by where they come from: what
 * x/distribution paid, the vouchers that such an amount became on another chain, and balances that such an amount is
 * part of.
 */
export class Rewards {
  private readonly paid: ReadonlySet<string>;
  /** Denoms of vouchers. */
  private readonly vouchers: ReadonlySet<string>;
  private readonly shares: ReadonlySet<string>;
  /** Who has got some by now, by chain. */
  private readonly holders = new Set<string>();

  constructor(trace: Trace) {
    const relayed = relayedIn(trace);
    const all = [...trace.steps.flatMap(eventsOf), ...relayed.flatMap(({ events }) => events)];
    this.paid = new Set(amountsIn(all, "withdraw_rewards").map(([digits]) => digits));
    const minted = amountsIn(all, "coinbase").filter(([digits]) => this.paid.has(digits));
    this.vouchers = new Set(minted.map(([, denom]) => denom));
    this.shares = new Set(
      amountsIn(all, "transfer").flatMap(([digits, denom]) => (this.vouchers.has(denom) ? [digits] : [])),
    );
    // When a relayer's work came between a scenario's steps is not known: it counts from the start.
    for (const { chain, events } of relayed) this.receive(chain, events);
  }

  /** Whether an amount is a reward, or a part of one. */
  has(digits: string): boolean {
    return this.paid.has(digits) || this.shares.has(digits);
  }

  isVoucher(denom: string): boolean {
    return this.vouchers.has(denom);
  }

  /** To be told every step in its order, after what it read. */
  follow(step: Step): void {
    if ("chain" in step) this.receive(step.chain, eventsOf(step));
  }

  /** Whether rewards are part of what an account has by now. */
  isHolder(chain: string, address: string, denom: string): boolean {
    return this.vouchers.has(denom) || this.holders.has(`${chain} ${address} ${denom}`);
  }

  private receive(chain: string, events: readonly ChainEvent[]): void {
    for (const event of events) {
      for (const [digits, denom] of amountsIn([event], "coin_received")) {
        if (this.paid.has(digits)) this.holders.add(`${chain} ${attributeOf(event, "receiver")} ${denom}`);
      }
    }
  }
}
