const NOBODY = -1;

/** Which of many slots is before all others: kept as slots enter, leave and change, by as many duels as it has levels. */
export class Tournament {
  #size = 1;
  /** A binary tree of winners: the root at 1, the slots from `#size` on. */
  #winners: Int32Array = new Int32Array(2).fill(NOBODY);

  constructor(private readonly before: (a: number, b: number) => boolean) {}

  /** The slot before all others, or nothing. */
  get first(): number | undefined {
    const winner = this.#winners[1] as number;
    return winner === NOBODY ? undefined : winner;
  }

  /** To be called whenever a slot enters, leaves, or what `before` says of it changes. */
  set(slot: number, present: boolean): void {
    while (slot >= this.#size) this.#grow();
    const winners = this.#winners;
    let at = this.#size + slot;
    winners[at] = present ? slot : NOBODY;
    for (at >>= 1; at > 0; at >>= 1) {
      const winner = this.#duel(winners[2 * at] as number, winners[2 * at + 1] as number);
      // Nothing above knows of the change.
      if (winner === winners[at] && winner !== slot) return;
      winners[at] = winner;
    }
  }

  #duel(a: number, b: number): number {
    if (a === NOBODY) return b;
    return b === NOBODY || !this.before(b, a) ? a : b;
  }

  #grow(): void {
    const slots = this.#winners.subarray(this.#size);
    this.#size *= 2;
    const winners = new Int32Array(2 * this.#size).fill(NOBODY);
    winners.set(slots, this.#size);
    for (let at = this.#size - 1; at > 0; at -= 1) {
      winners[at] = this.#duel(winners[2 * at] as number, winners[2 * at + 1] as number);
    }
    this.#winners = winners;
  }
}
