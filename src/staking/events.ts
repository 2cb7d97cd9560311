import type { ChainEvent } from "../core/client.js";
import { type Decoded, decodeEvents } from "../core/contractEvents.js";
import { events as codecs } from "./eventSchema.js";

/** An event of meta-staking; \`kind\` says which. Amounts are base units. */
export type StakingEvent = Decoded<typeof codecs>;

/**
 * Meta-staking's events in a transaction, in order. Events of other contracts and unknown ones are left out.
 *
 * @throws DecodeError
 *
 * @example
 * ```ts
 * stakingEvents(events, staking).filter(({ kind }) => kind === "bookRewards");
 * ```
 */
export function stakingEvents(events: readonly ChainEvent[], contract: string): readonly StakingEvent[] {
  return decodeEvents(events, contract, codecs);
}
