import { SECOND } from "../clock.js";
import type { Endpoint } from "./endpoint.js";
import type { Ends } from "./work.js";

/** A client is refreshed once a quarter of its trust is used up. */
const QUARTER = 4n;

interface LiveClient {
  readonly on: Endpoint;
  readonly of: Endpoint;
  readonly clientId: string;
  readonly trustingPeriod: bigint;
  /** Time of the last block it knows. */
  readonly known: bigint;
}

/** Clients of known chains that have not expired. */
function liveClients(ends: Ends, all: readonly Endpoint[]): LiveClient[] {
  return all.flatMap((on) =>
    [...on.ibc.clients.all()].flatMap(([clientId, { chainId, trustingPeriod, latestHeight }]) => {
      const of = ends(chainId);
      if (of === undefined || on.ibc.clients.status(on.chain.block, clientId) !== "Active") return [];
      return [{ on, of, clientId, trustingPeriod, known: on.ibc.clients.timeAt(clientId, latestHeight) }];
    }),
  );
}

/**
 * Nanoseconds that may pass at once without a client expiring that was refreshed before: half of the shortest trusting
 * period, a second at least. Undefined without clients.
 */
export function patience(ends: Ends, all: readonly Endpoint[]): bigint | undefined {
  let least: bigint | undefined;
  for (const { trustingPeriod } of liveClients(ends, all)) {
    const half = trustingPeriod / 2n;
    const usable = half < SECOND ? SECOND : half;
    if (least === undefined || usable < least) least = usable;
  }
  return least;
}

/** Updates the clients that need it. One that expires meanwhile stays as it is. */
export function refresh(ends: Ends, all: readonly Endpoint[]): void {
  for (const { on, of, clientId, trustingPeriod, known } of liveClients(ends, all)) {
    if ((of.latest().time - known) * QUARTER < trustingPeriod) continue;
    const { messages } = on.proofOf(of, clientId, true);
    if (messages.length > 0) on.deliver(messages);
  }
}
