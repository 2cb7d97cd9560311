import { type GasMeter, SdkError } from "./types.js";

/** Gas ran out. A panic on a chain: no reply to a sub-message catches it, but that of a sub-message with a limit of its own. */
export class OutOfGas extends SdkError {
  constructor(what: string, limit: bigint, used: bigint) {
    super("sdk", 11, `out of gas in location: ${what}; gasWanted: ${limit}, gasUsed: ${used}: out of gas`);
  }
}

export function isOutOfGas(error: unknown): error is OutOfGas {
  return error instanceof OutOfGas;
}

/** What a panic inside a message becomes; no reply catches it. */
export class Panic extends SdkError {
  constructor(what: string) {
    super("sdk", 111222, `recovered: ${what}: panic`);
  }
}

/** Counts gas up to a limit. */
export class Meter implements GasMeter {
  private consumed = 0n;

  constructor(readonly limit: bigint) {}

  get used(): bigint {
    return this.consumed;
  }

  consume(amount: bigint, what: string): void {
    this.consumed += amount;
    if (this.consumed > this.limit) throw new OutOfGas(what, this.limit, this.consumed);
  }
}
