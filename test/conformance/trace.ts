import type { ChainEvent } from "mesh-security-sdk";

/** JSON without numbers that lose digits: what is a bigint in memory is a decimal string here. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What a client threw, in its own words. */
export interface Thrown {
  readonly name: string;
  readonly text: string;
  /** Of what a node refuses to take into a block. */
  readonly codespace?: string;
  readonly code?: number;
}

/** One piece of work of a relayer: the events of its message alone, without the client update that goes before. */
export interface Relayed {
  readonly chain: string;
  readonly message: string;
  readonly events: readonly ChainEvent[];
}

/** A packet that a recorded world sent, with what became of it. */
export interface PacketTrace {
  readonly from: string;
  readonly port: string;
  readonly channel: string;
  readonly sequence: string;
  readonly relayed: readonly Relayed[];
}

export type Read =
  | { readonly kind: "query"; readonly chain: string; readonly contract: string; readonly message: Json }
  | { readonly kind: "balance"; readonly chain: string; readonly address: string; readonly denom: string }
  | { readonly kind: "delegation"; readonly chain: string; readonly delegator: string; readonly validator: string };

export type Write =
  | {
      readonly kind: "tx" | "simulate";
      readonly chain: string;
      readonly sender: string;
      readonly messages: readonly { readonly typeUrl: string; readonly value: Json }[];
    }
  | { readonly kind: "account"; readonly chain: string; readonly label: string; readonly amount: string }
  | { readonly kind: "connect"; readonly ends: readonly [string, string] }
  | {
      readonly kind: "channel";
      readonly ends: readonly { readonly chain: string; readonly port: string }[];
      readonly order: string;
      readonly version: string;
    }
  | { readonly kind: "passTime" | "accrue" | "relay" | "stopRelayer" | "startRelayer" };

/** What a scenario did or asked, and what came of it: exactly one of `answer` and `thrown`. */
export type Step = (Read | Write) & { answer?: Json; thrown?: Thrown };

/** A handshake's four messages, as far as the chains have them. */
export interface HandshakeTrace {
  /** The ids that the relayer answered, in the order of the ends asked for. */
  readonly ends: readonly { readonly chain: string; readonly id: string; readonly port?: string }[];
  readonly relayed: readonly Relayed[];
}

/** Everything that one scenario did on one backend, before anything is normalised. */
export interface Trace {
  readonly scenario: string;
  readonly chains: readonly {
    readonly name: string;
    readonly chainId: string;
    readonly prefix: string;
    readonly bondDenom: string;
    readonly validators: readonly string[];
  }[];
  readonly steps: readonly Step[];
  readonly connections: readonly HandshakeTrace[];
  readonly channels: readonly HandshakeTrace[];
  readonly packets: readonly PacketTrace[];
}

/** Bytes longer than this are told by their length alone: code that is stored. */
const LONGEST = 65_536;

/** What bytes say: JSON where they are an object in JSON, text where they can be printed, hex otherwise. */
export function bytesAsJson(bytes: Uint8Array): Json {
  if (bytes.length > LONGEST) return `${bytes.length} bytes`;
  const text = Buffer.from(bytes).toString("latin1");
  if (!/^[\x20-\x7e]+$/.test(text)) return Buffer.from(bytes).toString("hex");
  const parsed = objectIn(text);
  return parsed === undefined ? { text } : { json: parsed };
}

/** The object or list that a text is in JSON; undefined where it is none. */
export function objectIn(text: string): Json | undefined {
  try {
    const parsed: Json = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null ? parsed : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A value of a message or an answer as JSON; keys whose value is undefined are left out. */
export function plain(value: unknown): Json {
  if (value === null || value === undefined) return null;
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (value instanceof Uint8Array) return bytesAsJson(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object") throw new TypeError(`a ${typeof value} has no place in a trace`);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(fields.map(([key, field]) => [key, plain(field)]));
}

/** Events with nothing but what the chain gave. */
export function plainEvents(events: readonly ChainEvent[]): ChainEvent[] {
  return events.map(({ type, attributes }) => ({
    type,
    attributes: attributes.map(({ key, value }) => ({ key, value })),
  }));
}

/** Everything that relayers did in a trace. */
export function relayedIn({ connections, channels, packets }: Trace): Relayed[] {
  return [...connections, ...channels, ...packets].flatMap(({ relayed }) => relayed);
}

/** Events of a step's transaction; none for other steps. */
export function eventsOf({ kind, answer }: Step): readonly ChainEvent[] {
  return kind === "tx" && answer !== undefined ? (answer as unknown as { events: ChainEvent[] }).events : [];
}
