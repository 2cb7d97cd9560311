import type { ChainEvent } from "../types.js";
import { fromBase64 } from "./base64.js";
import { wasmError } from "./errors.js";

export interface WireAttribute {
  readonly key: string;
  readonly value: string;
}

/** A message of a contract: one of the variants of `CosmosMsg`. */
export type CosmosMsg = Readonly<Record<string, unknown>>;

export type ReplyOn = "always" | "error" | "success" | "never";

export interface SubMsg {
  readonly id: number | bigint;
  readonly msg: CosmosMsg;
  readonly payload?: string;
  readonly gas_limit: number | bigint | null;
  readonly reply_on: ReplyOn;
}

/** What an entry point answers, as JSON has it. `acknowledgement` is that of `ibc_packet_receive`. */
export interface ContractResponse {
  readonly messages: readonly SubMsg[];
  readonly attributes: readonly WireAttribute[];
  readonly events: readonly { readonly type: string; readonly attributes: readonly WireAttribute[] }[];
  readonly data?: string | null;
  readonly acknowledgement?: string | null;
}

/** Bytes of a field that may be null. */
export function optionalBytes(text: string | null | undefined): Uint8Array | undefined {
  return text === null || text === undefined ? undefined : fromBase64(text);
}

const SHORTEST_TYPE = 3;
const RESERVED = "_";

/**
 * The events of a response: one `wasm` for its attributes, where it has any, and one `wasm-<type>` for each event.
 * Throws an `SdkError` (wasm/21) for reserved or empty names.
 */
export function contractEvents(contract: string, response: ContractResponse): ChainEvent[] {
  const events: ChainEvent[] = [];
  if (response.attributes.length > 0) events.push(contractEvent("wasm", contract, response.attributes));
  for (const { type, attributes } of response.events) {
    const trimmed = type.trim();
    if (trimmed.length < SHORTEST_TYPE) throw wasmError("invalidEvent", `Event type too short: '${trimmed}'`);
    events.push(contractEvent(`wasm-${trimmed}`, contract, attributes));
  }
  return events;
}

function contractEvent(type: string, contract: string, attributes: readonly WireAttribute[]): ChainEvent {
  const own = attributes.map(({ key, value }) => {
    const name = key.trim();
    if (name === "") throw wasmError("invalidEvent", `Empty attribute key. Value: ${value}`);
    if (name.startsWith(RESERVED)) {
      throw wasmError("invalidEvent", `Attribute key starts with reserved prefix ${RESERVED}: '${name}'`);
    }
    return { key: name, value: value.trim() };
  });
  return { type, attributes: [{ key: "_contract_address", value: contract }, ...own] };
}

/** An event of x/wasm itself. */
export function moduleEvent(type: string, contract: string, ...more: readonly WireAttribute[]): ChainEvent {
  return { type, attributes: [{ key: "_contract_address", value: contract }, ...more] };
}

const FREE_BYTES = 100n;
const PER_ATTRIBUTE = 10n;
const PER_EVENT = 20n;

/** What x/wasm charges for a response's events: by attribute and by byte, the first hundred bytes are free. */
export function eventGas(response: ContractResponse): bigint {
  const all = [...response.attributes, ...response.events.flatMap(({ attributes }) => attributes)];
  const bytes = BigInt(all.reduce((sum, { key, value }) => sum + key.length + value.length, 0));
  const types = response.events.reduce((sum, { type }) => sum + BigInt(type.length) + PER_EVENT, 0n);
  return BigInt(all.length) * PER_ATTRIBUTE + (bytes > FREE_BYTES ? bytes - FREE_BYTES : 0n) + types;
}
