import type { ChainEvent } from "mesh-security-sdk";
import type { Trace } from "./trace.js";

/** Attributes that hold what x/distribution paid. */
const PAID = "withdraw_rewards";
const VOUCHERS = /\b(\d+)ibc\//g;
const LEADING = /^\d+/;

function eventsOf({ steps, connections, channels, packets }: Trace): ChainEvent[] {
  const sent = steps.flatMap(({ kind, answer }) =>
    kind === "tx" && answer !== undefined ? (answer as unknown as { events: ChainEvent[] }).events : [],
  );
  return [
    ...sent,
    ...[...connections, ...channels, ...packets].flatMap(({ relayed }) => relayed.flatMap(({ events }) => events)),
  ];
}

/**
 * The amounts, as digits, that are rewards in a trace: what x/distribution paid and every amount of a voucher. They
 * depend on how many blocks went by, so they are known by where they come from, and mapped wherever they go.
 */
export function rewardsIn(trace: Trace): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { type, attributes } of eventsOf(trace)) {
    for (const { key, value } of attributes) {
      if (type === PAID && key === "amount") found.add(LEADING.exec(value)?.[0] ?? "0");
      for (const [, digits = ""] of value.matchAll(VOUCHERS)) found.add(digits);
    }
  }
  found.delete("0");
  return found;
}
