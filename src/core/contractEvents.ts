import type { ChainEvent } from "./client.js";
import { type Codec, decode } from "./query.js";

/** An event of a contract: `name` is its `action` (or `method`), or the type of an event of its own. */
export interface ContractEvent {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const CONTRACT = "_contract_address";
const OWN_EVENT = "wasm-";

/**
 * The events of one contract in a transaction, in order, not yet decoded.
 *
 * @example
 * ```ts
 * contractEvents(events, lockup).map(({ name }) => name); // ["grant_claim"]
 * ```
 */
export function contractEvents(events: readonly ChainEvent[], contract: string): readonly ContractEvent[] {
  return events.flatMap((event) => {
    const attributes = Object.fromEntries(event.attributes.map(({ key, value }) => [key, value]));
    if (attributes[CONTRACT] !== contract) return [];
    if (event.type.startsWith(OWN_EVENT)) return [{ name: event.type.slice(OWN_EVENT.length), attributes }];
    const name = attributes.action ?? attributes.method;
    return event.type === "wasm" && name !== undefined ? [{ name, attributes }] : [];
  });
}

/** What the codecs of a contract's events make of them. */
export type Decoded<C extends Readonly<Record<string, Codec<unknown>>>> = {
  [K in keyof C]: C[K] extends Codec<infer T> ? T : never;
}[keyof C];

/**
 * The events of one contract that it has a codec for, decoded, in order; others are left out.
 *
 * @throws DecodeError where an event lacks an attribute or has another kind of value.
 *
 * @example
 * ```ts
 * decodeEvents(events, lockup, { instantiate: configAnswer })[0]?.denom;
 * ```
 */
export function decodeEvents<C extends Readonly<Record<string, Codec<unknown>>>>(
  events: readonly ChainEvent[],
  contract: string,
  codecs: C,
): readonly Decoded<C>[] {
  return contractEvents(events, contract).flatMap(({ name, attributes }) => {
    const codec = Object.hasOwn(codecs, name) ? codecs[name] : undefined;
    return codec === undefined ? [] : [decode(codec, attributes, `${name} event of ${contract}`) as Decoded<C>];
  });
}
