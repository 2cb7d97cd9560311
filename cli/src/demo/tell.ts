import type { Setting } from "./cast.js";
import type { Teller, Told } from "./teller.js";

/** What an act tells; the teller adds height and time. */
type Telling = Omit<Told, "height" | "numbers"> & {
  readonly numbers: Readonly<Record<string, string | bigint | boolean>>;
};
export type Tell = (telling: Telling) => Promise<void>;

/** A teller that knows the time and the heights; `now` in milliseconds. */
export function narrator(setting: Pick<Setting, "stage">, teller: Teller, now: () => number): Tell {
  let last = now();
  return async ({ numbers, ...rest }) => {
    const height = await setting.stage.chain(rest.chain).client.getHeight();
    const strings = Object.fromEntries(
      Object.entries(numbers).map(([key, value]) => [key, typeof value === "bigint" ? value.toString() : value]),
    );
    const time = now();
    teller.step({ ...rest, height, numbers: strings }, time - last);
    last = time;
  };
}

/** The demo's books do not agree. */
class BooksMismatchError extends Error {
  override readonly name = "BooksMismatchError";
  constructor(
    readonly what: string,
    readonly found: bigint,
    readonly expected: bigint,
  ) {
    super(`${what}: found ${found}, expected ${expected}`);
  }
}

export function expectEqual(what: string, found: bigint, expected: bigint): void {
  if (found !== expected) throw new BooksMismatchError(what, found, expected);
}
