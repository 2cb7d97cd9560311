import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { encodeAddress } from "../address.js";
import { ibcError, within } from "../ibc/errors.js";
import { checkChannelId, checkPortId } from "../ibc/identifiers.js";
import { goString } from "../ibc/json.js";
import { transferErrors } from "./errors.js";

interface Hop {
  readonly portId: string;
  readonly channelId: string;
}

/** A token and the way it came; `trace` begins with the last hop. */
export interface Denom {
  readonly base: string;
  readonly trace: readonly Hop[];
}

const CHANNEL = /^channel-[0-9]{1,20}$/;
const CLIENT = /^(09-localhost|\w+([\w-]+\w)?-[0-9]{1,20})$/;

/**
 * Denom of a token on the chain it came to, by its path: `ibc/` and the hash of the path in upper-case hex. A token that
 * has not moved keeps its name.
 *
 * Mirrors `Denom.IBCDenom` of ICS-20.
 *
 * @example
 * ```ts
 * ibcDenom("transfer/channel-0/uatom"); // "ibc/27394FB092D2ECCD56123C74F36E4C1F926001CEADA9CA97EA622B25F41E5EB2"
 * ```
 */
export function ibcDenom(path: string): string {
  return denomOf(parsePath(path));
}

/** As {@link ibcDenom}, of a parsed path. */
export function denomOf(denom: Denom): string {
  return denom.trace.length === 0 ? denom.base : `ibc/${hashOf(denom)}`;
}

/** Upper-case hex of the hash of a path. */
export function hashOf(denom: Denom): string {
  return bytesToHex(sha256(utf8ToBytes(pathOf(denom)))).toUpperCase();
}

/** `transfer/channel-0/uatom`. */
export function pathOf({ base, trace }: Denom): string {
  return [...trace.map(({ portId, channelId }) => `${portId}/${channelId}`), base].join("/");
}

/** Takes a path apart: pairs of port and channel from the left, as long as they look like some; the rest is the base. */
export function parsePath(path: string): Denom {
  const parts = path.split("/");
  const trace: Hop[] = [];
  let at = 0;
  while (parts.length > 2 && at + 1 < parts.length) {
    const [portId = "", channelId = ""] = parts.slice(at, at + 2);
    if (!CHANNEL.test(channelId) && !CLIENT.test(channelId)) break;
    trace.push({ portId, channelId });
    at += 2;
  }
  return { base: parts.slice(at).join("/"), trace };
}

/** Throws where the base is blank or a hop malformed. */
export function checkDenom({ base, trace }: Denom): void {
  if (base.trim() === "") throw ibcError(transferErrors.invalidDenom, "base denomination cannot be blank");
  for (const { portId, channelId } of trace) {
    within(`invalid trace: invalid hop source port ID ${portId}`, () => checkPortId(portId));
    within(`invalid trace: invalid hop source channel ID ${channelId}`, () => checkChannelId(channelId));
  }
}

/** Whether the token came in by that port and channel of the chain it is on, or was sent from. */
export function cameThrough({ trace }: Denom, portId: string, channelId: string): boolean {
  const [last] = trace;
  return last !== undefined && last.portId === portId && last.channelId === channelId;
}

/** A denom as the JSON of events writes it. */
export function denomJson({ base, trace }: Denom): string {
  const hops = trace.map(
    ({ portId, channelId }) => `{"port_id":${goString(portId)},"channel_id":${goString(channelId)}}`,
  );
  return `{"base":${goString(base)},"trace":${hops.length === 0 ? "null" : `[${hops.join(",")}]`}}`;
}

const ESCROW_BYTES = 20;

/** Address that holds what was sent over a channel and has not come back. Mirrors `GetEscrowAddress`. */
export function escrowAddress(prefix: string, portId: string, channelId: string): string {
  const hash = sha256(utf8ToBytes(`ics20-1\u0000${portId}/${channelId}`));
  return encodeAddress(prefix, hash.slice(0, ESCROW_BYTES));
}
