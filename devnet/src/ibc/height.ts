import type { Packet } from "../types.js";

/** A height with the revision that a chain's id names: `juno-1` counts in revision 1, `osmosis` in revision 0. */
export type Height = Packet["timeoutHeight"];

export const ZERO_HEIGHT: Height = { revisionNumber: 0n, revisionHeight: 0n };

const WITH_REVISION = /^.*[^\n-]-([1-9][0-9]*)$/;

export function heightOn(chainId: string, height: bigint): Height {
  return { revisionNumber: BigInt(WITH_REVISION.exec(chainId)?.[1] ?? 0), revisionHeight: height };
}

export function isZero(height: Height): boolean {
  return height.revisionNumber === 0n && height.revisionHeight === 0n;
}

/** Whether `a` ≥ `b`: the revision counts first. */
export function reached(a: Height, b: Height): boolean {
  return a.revisionNumber === b.revisionNumber
    ? a.revisionHeight >= b.revisionHeight
    : a.revisionNumber > b.revisionNumber;
}

/** `1-42`. */
export function formatHeight(height: Height): string {
  return `${height.revisionNumber}-${height.revisionHeight}`;
}

/** Digits of the largest 64-bit number: keys of this width sort as their numbers. */
const WIDTH = 20;

export function padded(value: bigint): string {
  return value.toString().padStart(WIDTH, "0");
}
