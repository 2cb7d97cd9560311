import type { ChainEvent } from "../core/client.js";
import { type Decoded, decodeEvents } from "../core/contractEvents.js";
import { events as codecs } from "./eventSchema.js";

/** An event of the lockup; \`kind\` says which. Amounts are base units. */
export type LockupEvent = Decoded<typeof codecs>;

/**
 * The lockup's events in a transaction, in order. Events of other contracts and unknown ones are left out.
 *
 * @throws DecodeError
 *
 * @example
 * ```ts
 * lockupEvents(events, lockup).filter(({ kind }) => kind === "claimReduced");
 * ```
 */
export function lockupEvents(events: readonly ChainEvent[], contract: string): readonly LockupEvent[] {
  return decodeEvents(events, contract, codecs);
}
