import type { Figures } from "./figures.js";
import { type Before, PROTOTYPE } from "./prototype.js";

const BEGIN = "<!-- gas: begin -->";
const END = "<!-- gas: end -->";
/** Above so many times the prototype's figure, the page says what the rest pays for. */
const NOTABLE = 1.25;

/** Headings by what a row's name begins with, in the page's order. */
const GROUPS: readonly (readonly [group: string, heading: string])[] = [
  ["lockup", "Lockup"],
  ["provider", "Provider"],
  ["slasher", "Slasher"],
  ["consumer", "Consumer"],
  ["meta-staking", "Meta-staking"],
  ["packet", "Packets"],
  ["transfer", "The transfer of rewards"],
  ["install", "Installation"],
  ["chain", "The chain itself"],
];

const groupOf = (row: string) => row.split(/[: ]/)[0];
const nameOf = (row: string) => row.replace(/^[a-z-]+:? ?(?:of )?/, "");
const number = new Intl.NumberFormat("en-US");

function table(rows: Figures, before: Readonly<Record<string, Before>>): string {
  const compared = Object.keys(rows).some((row) => before[row] !== undefined);
  const notes: string[] = [];
  const lines = Object.entries(rows).map(([row, { one, fifty }]) => {
    const cells = [nameOf(row), number.format(one), number.format(fifty)];
    const known = before[row];
    if (known !== undefined) {
      const times = one / known.gas;
      if (times > NOTABLE) {
        if (known.pays === undefined) throw new RangeError(`${row}: say what it pays for`);
        notes.push(`\`${nameOf(row)}\` pays for ${known.pays}.`);
      }
      cells.push(number.format(known.gas), times.toFixed(2));
    } else if (compared) {
      cells.push("", "");
    }
    return `| ${cells.join(" | ")} |`;
  });
  const head = compared
    ? ["| | 1 delegator | 50 delegators | 2022 | times |", "|---|--:|--:|--:|--:|"]
    : ["| | 1 delegator | 50 delegators |", "|---|--:|--:|"];
  return [[...head, ...lines].join("\n"), ...notes].join("\n\n");
}

/**
 * The tables, one for every group. Throws where a row belongs to none, and where one is far above the prototype's
 * figure and nothing says why.
 */
export function tables(figures: Figures, before: Readonly<Record<string, Before>> = PROTOTYPE): string {
  const strange = Object.keys(figures).filter((row) => !GROUPS.some(([group]) => group === groupOf(row)));
  if (strange.length > 0) throw new RangeError(`rows without a table: ${strange.join(", ")}`);
  return GROUPS.flatMap(([group, heading]) => {
    const rows = Object.entries(figures).filter(([row]) => groupOf(row) === group);
    return rows.length === 0 ? [] : [`### ${heading}\n\n${table(Object.fromEntries(rows), before)}`];
  }).join("\n\n");
}

/** The page with its tables made anew. Throws where it has no place for them. */
export function fillPage(page: string, figures: Figures): string {
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new RangeError(`the page lacks ${BEGIN} and ${END}`);
  return `${before}${BEGIN}\n${tables(figures)}\n${END}${after}`;
}
