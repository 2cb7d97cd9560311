import { plainError, rootError } from "./sdk-error.js";
import type { Coin } from "./types.js";

const DENOM = /^[a-zA-Z][a-zA-Z0-9/:._-]{2,127}$/;
/** Amounts of the SDK have 256 bits. */
const MAX_AMOUNT = 2n ** 256n - 1n;

/** A coin as clients write it. */
export interface WireCoin {
  readonly denom: string;
  readonly amount: string;
}

/** Reads a client's coin; its amount may be negative or zero, as protobuf would let it through. */
export function parseCoin(coin: WireCoin): Coin {
  const { denom, amount } = coin;
  if (typeof denom !== "string" || typeof amount !== "string" || !/^-?\d+$/.test(amount)) {
    throw plainError(`${JSON.stringify(amount)} is not an integer`);
  }
  const value = BigInt(amount);
  if (value > MAX_AMOUNT || value < -MAX_AMOUNT) throw plainError("integer out of range");
  return { denom, amount: value };
}

export function parseCoins(coins: readonly WireCoin[]): Coin[] {
  return coins.map(parseCoin);
}

/** `12ustake`; the empty text for no coins. */
export function formatCoins(coins: readonly Coin[]): string {
  return coins.map(formatCoin).join(",");
}

export function formatCoin(coin: Coin): string {
  return `${coin.amount}${coin.denom}`;
}

function isValidDenom(denom: string): boolean {
  return DENOM.test(denom);
}

/** One coin that may be zero, as the SDK's `Coin.IsValid`. */
export function isValidCoin(coin: Coin): boolean {
  return isValidDenom(coin.denom) && coin.amount >= 0n;
}

/** A set of coins: known denoms in strictly ascending order, all positive. The empty set is valid. */
export function areValidCoins(coins: readonly Coin[]): boolean {
  return coins.every((coin, i) => {
    const before = coins[i - 1];
    return isValidDenom(coin.denom) && coin.amount > 0n && (before === undefined || before.denom < coin.denom);
  });
}

/** Both sets together: ascending by denom, each denom once. */
export function addCoins(a: readonly Coin[], b: readonly Coin[]): readonly Coin[] {
  const sums = new Map(a.map(({ denom, amount }) => [denom, amount]));
  for (const { denom, amount } of b) sums.set(denom, (sums.get(denom) ?? 0n) + amount);
  return [...sums].sort(([x], [y]) => (x < y ? -1 : 1)).map(([denom, amount]) => ({ denom, amount }));
}

/** Throws an `SdkError` (sdk/10, invalid coins) where {@link areValidCoins} is false. */
export function requireValidCoins(coins: readonly Coin[]): void {
  if (!areValidCoins(coins)) throw rootError("invalidCoins", formatCoins(coins));
}
