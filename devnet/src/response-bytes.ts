/** Protobuf of the few responses that x/staking and x/distribution give. */

import type { Coin } from "./types.js";

const SECOND = 1_000_000_000n;
const VARINT = 0n;
const LENGTH_DELIMITED = 2n;

function varint(value: bigint): number[] {
  const bytes: number[] = [];
  let left = BigInt.asUintN(64, value);
  while (left >= 128n) {
    bytes.push(Number(left % 128n) + 128);
    left /= 128n;
  }
  return [...bytes, Number(left)];
}

function nested(field: bigint, bytes: readonly number[]): number[] {
  return [...varint(field * 8n + LENGTH_DELIMITED), ...varint(BigInt(bytes.length)), ...bytes];
}

/** Zeros are left out, as proto3 does. */
function integer(field: bigint, value: bigint): number[] {
  return value === 0n ? [] : [...varint(field * 8n + VARINT), ...varint(value)];
}

function coin({ denom, amount }: Coin): number[] {
  const text = new TextEncoder();
  return [...nested(1n, [...text.encode(denom)]), ...nested(2n, [...text.encode(amount.toString())])];
}

/** Seconds are floored, so that nanoseconds are never negative. */
function timestamp(time: bigint): number[] {
  const nanos = ((time % SECOND) + SECOND) % SECOND;
  return [...integer(1n, (time - nanos) / SECOND), ...integer(2n, nanos)];
}

/** `MsgBeginRedelegateResponse`. */
export function redelegateResponse(completionTime: bigint): Uint8Array {
  return Uint8Array.from(nested(1n, timestamp(completionTime)));
}

/** `MsgUndelegateResponse`. */
export function undelegateResponse(completionTime: bigint, amount: Coin): Uint8Array {
  return Uint8Array.from([...nested(1n, timestamp(completionTime)), ...nested(2n, coin(amount))]);
}

/** `MsgWithdrawDelegatorRewardResponse` and `MsgWithdrawValidatorCommissionResponse`. */
export function withdrawResponse(coins: readonly Coin[]): Uint8Array {
  return Uint8Array.from(coins.flatMap((each) => nested(1n, coin(each))));
}

/** RFC 3339 in whole seconds, as Go prints block times in events. */
export function formatTime(time: bigint): string {
  return `${new Date(Number(time / 1_000_000n)).toISOString().slice(0, 19)}Z`;
}
