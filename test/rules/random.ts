/** Numbers that a seed fixes (mulberry32): the same seed gives the same run. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed | 0;
  }

  /** From 0 to below 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 to below `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  /** True once in `times`. */
  oneIn(times: number): boolean {
    return this.below(times) === 0;
  }

  /** One of them; throws a RangeError where there is none. */
  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new RangeError("nothing to pick from");
    return item;
  }

  /** One of the keys, each as often as its weight says. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
    const keys = Object.keys(weights) as K[];
    let left = this.next() * keys.reduce((sum, key) => sum + weights[key], 0);
    for (const key of keys) {
      left -= weights[key];
      if (left < 0) return key;
    }
    return this.pick(keys);
  }

  /** From 0 to `most`, any bit of it. */
  upTo(most: bigint): bigint {
    const bits = most.toString(2).length;
    let value = 0n;
    for (let got = 0; got < bits + 32; got += 32) value = (value << 32n) | BigInt(this.below(2 ** 32));
    return value % (most + 1n);
  }

  /** An amount that users would try with `most` at hand: one unit, all of it, a bit more, part of it, a small one. */
  amount(most: bigint): bigint {
    const kind = this.below(10);
    if (most <= 1n || kind === 0) return 1n;
    if (kind <= 2) return most;
    if (kind === 3) return most + 1n;
    if (kind <= 7) return 1n + this.upTo(most - 1n);
    return 1n + this.upTo(most >> BigInt(this.below(most.toString(2).length)));
  }
}
