import type { ChainEvent } from "../core/client.js";
import { type Decoded, decodeEvents } from "../core/contractEvents.js";
import { events as codecs } from "./eventSchema.js";

/** An event of the provider; \`kind\` says which. Amounts are base units. */
export type ProviderEvent = Decoded<typeof codecs>;

/**
 * The provider's events in a transaction, in order. Events of other contracts and unknown ones are left out.
 *
 * @throws DecodeError
 *
 * @example
 * ```ts
 * const failed = providerEvents(events, provider).find(({ kind }) => kind === "stakeFailed");
 * ```
 */
export function providerEvents(events: readonly ChainEvent[], contract: string): readonly ProviderEvent[] {
  return decodeEvents(events, contract, codecs);
}
