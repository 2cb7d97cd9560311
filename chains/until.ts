import { setTimeout as timer } from "node:timers/promises";

/** Milliseconds between two looks. */
const LOOK_EVERY = 150;
/** Milliseconds after which what is waited for is taken not to come. */
const DEADLINE = 120_000;

/** Looks until `look` answers something else than undefined; throws where that takes too long, with the last fault. */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined>,
  options: { readonly deadline?: number } = {},
): Promise<T> {
  const end = performance.now() + (options.deadline ?? DEADLINE);
  for (;;) {
    let fault: unknown;
    try {
      const seen = await look();
      if (seen !== undefined) return seen;
    } catch (error) {
      fault = error;
    }
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`, { cause: fault });
    await timer(LOOK_EVERY);
  }
}
