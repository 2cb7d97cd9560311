import { COLUMNS, type Figures } from "./figures.js";

/** Part of a ceiling that a figure may be above it, or below it before the ceiling should come down. */
const MARGIN = 0.05;

/** How figures stand to their ceilings, in words. */
export interface Comparison {
  /** Figures that are too high, and rows of which only one side knows. */
  readonly faults: readonly string[];
  /** Figures far below their ceiling. */
  readonly lower: readonly string[];
}

/** Holds figures against ceilings: 5 % above one is a fault, 5 % below one is worth writing down. */
export function compare(figures: Figures, ceilings: Figures): Comparison {
  const faults: string[] = [];
  const lower: string[] = [];
  for (const [row, measured] of Object.entries(figures)) {
    const ceiling = ceilings[row];
    if (ceiling === undefined) {
      faults.push(`${row}: has no ceiling`);
      continue;
    }
    for (const column of COLUMNS) {
      const [gas, limit] = [measured[column], ceiling[column]];
      const words = `${row}, ${column}: ${gas}, ceiling ${limit} (${((gas / limit - 1) * 100).toFixed(1)} %)`;
      if (gas > limit * (1 + MARGIN)) faults.push(words);
      else if (gas < limit * (1 - MARGIN)) lower.push(words);
    }
  }
  for (const row of Object.keys(ceilings)) {
    if (figures[row] === undefined) faults.push(`${row}: was not measured`);
  }
  return { faults, lower };
}
