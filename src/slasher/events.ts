import type { ChainEvent } from "../core/client.js";
import { type Decoded, decodeEvents } from "../core/contractEvents.js";
import { events as codecs } from "./eventSchema.js";

/** An event of the slasher; `kind` says which. Heights are the consumer chain's. */
export type SlasherEvent = Decoded<typeof codecs>;

/**
 * The slasher's events in a transaction, in order. Events of other contracts and unknown ones are left out.
 *
 * @throws DecodeError
 *
 * @example
 * ```ts
 * const slash = slasherEvents(events, slasher).find(({ kind }) => kind === "submitDuplicateVote");
 * ```
 */
export function slasherEvents(events: readonly ChainEvent[], contract: string): readonly SlasherEvent[] {
  return decodeEvents(events, contract, codecs);
}
