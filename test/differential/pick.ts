import { Decimal } from "../../src/math/index.js";
import type { ProviderMirror } from "./providerMirror.js";
import type { Run } from "./run.js";
import type { Provider } from "./world.js";

const ONE = 10n ** 18n;
/** Below that hardly anything is left of a validator's stake. */
const LEAST_MULTIPLIER = 10n ** 21n;

/** One provider on both sides. */
export interface Both {
  readonly there: Provider;
  readonly mirror: ProviderMirror;
}

export function anyProvider(run: Run): Both {
  const there = run.random.pick(run.world.providers);
  return { there, mirror: run.mirror.provider(there.address) };
}

/** Those that take stake. */
export function alive({ mirror }: Both): string[] {
  const all = mirror.books.validators.from("");
  const fit = all.filter(([, { status, multiplier }]) => status === "active" && multiplier >= LEAST_MULTIPLIER);
  return fit.map(([name]) => name);
}

export function anyValidator(run: Run, { mirror }: Both): string {
  return run.random.pick(mirror.books.validators.from(""))[0];
}

/** Shares of a validator's stake: the least there is, all, usual ones, large ones, of any size. */
export function ratio(run: Run): Decimal {
  const { random } = run;
  const kind = random.below(100);
  if (kind === 0) return Decimal.ONE;
  if (kind <= 4) return Decimal.fromAtomics(1n);
  if (kind <= 50) return Decimal.fromAtomics(ONE / 100n + random.upTo(ONE / 20n));
  if (kind <= 60) return Decimal.fromAtomics((1n + random.upTo(9n)) * (ONE / 100n));
  if (kind <= 66) return Decimal.fromAtomics(1n + random.upTo(ONE / 2n));
  return Decimal.fromAtomics(1n + random.upTo(10n ** BigInt(random.below(16))));
}
