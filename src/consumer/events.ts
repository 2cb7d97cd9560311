import type { ChainEvent } from "../core/client.js";
import { type Decoded, decodeEvents } from "../core/contractEvents.js";
import { events as codecs } from "./eventSchema.js";

/** An event of the consumer; \`kind\` says which. Amounts are base units. */
export type ConsumerEvent = Decoded<typeof codecs>;

/**
 * The consumer's events in a transaction, in order. Events of other contracts and unknown ones are left out.
 *
 * @throws DecodeError
 *
 * @example
 * ```ts
 * const refused = consumerEvents(events, consumer).find(({ kind }) => kind === "packetRefused");
 * ```
 */
export function consumerEvents(events: readonly ChainEvent[], contract: string): readonly ConsumerEvent[] {
  return decodeEvents(events, contract, codecs);
}
