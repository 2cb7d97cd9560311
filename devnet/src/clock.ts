/** 2024-01-01T00:00:00Z. */
const START = 1_704_067_200_000_000_000n;

export const SECOND = 1_000_000_000n;

/**
 * Time that several chains share, in nanoseconds since 1970. It moves only when told: by {@link advance}, and by the
 * block time of a chain that makes a block.
 *
 * @example
 * ```ts
 * const clock = new Clock();
 * clock.advance(60n * SECOND);
 * ```
 */
export class Clock {
  private time: bigint;

  constructor(start: bigint = START) {
    this.time = start;
  }

  get now(): bigint {
    return this.time;
  }

  /** Moves time by `nanoseconds`, forwards only; answers the new time. Throws a RangeError on a negative step. */
  advance(nanoseconds: bigint): bigint {
    if (nanoseconds < 0n) throw new RangeError("time does not go back");
    this.time += nanoseconds;
    return this.time;
  }
}
