import { base64 } from "@scure/base";

/** U+2028 and U+2029 end lines in old JavaScript; Go escapes them with the three signs of HTML. */
const ESCAPED = /[<>&\u2028\u2029]/g;

/** JSON of a text as Go's encoder writes it. */
export function goString(text: string): string {
  return JSON.stringify(text).replace(ESCAPED, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** An acknowledgement of ICS-4: one of both, or neither for `{}`. */
export interface ParsedAck {
  readonly result?: Uint8Array;
  readonly error?: string;
}

/** Reads `{"result": base64}` or `{"error": text}`; undefined where it is something else. */
export function parseAck(ack: Uint8Array): ParsedAck | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(ack));
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    const { result, error, ...unknown } = value as { readonly result?: unknown; readonly error?: unknown };
    if (Object.keys(unknown).length > 0) return undefined;
    if (typeof error === "string") return { error };
    if (typeof result === "string") return { result: base64.decode(result) };
    return result === undefined && error === undefined ? {} : undefined;
  } catch {
    return undefined;
  }
}

/** The bytes that ibc-go writes for an acknowledgement. */
export function ackBytes(ack: ParsedAck): Uint8Array {
  return new TextEncoder().encode(ackText(ack));
}

function ackText({ result, error }: ParsedAck): string {
  if (error !== undefined) return `{"error":${goString(error)}}`;
  return result === undefined ? "{}" : `{"result":"${base64.encode(result)}"}`;
}

/**
 * The error acknowledgement ibc-go makes of an error: only the code is in it, since texts differ from node to node.
 */
export function errorAck(code: number): Uint8Array {
  return ackBytes({ error: `ABCI code: ${code}: error handling packet: see events for details` });
}
