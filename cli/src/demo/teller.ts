import { styleText } from "node:util";
import type { ChainName } from "../stage.js";

/** One step of the demo, as people and machines get it. */
export interface Told {
  /** Name for machines. */
  readonly step: string;
  /** A sentence: who does what. */
  readonly title: string;
  readonly chain: ChainName;
  readonly height: number;
  /** For machines; amounts in base units, as strings. */
  readonly numbers: Readonly<Record<string, string | boolean>>;
  /** For people, a line each. */
  readonly lines: readonly string[];
}

/** Where the demo tells what happens. */
export interface Teller {
  begin(title: string, text: readonly string[]): void;
  step(told: Told, milliseconds: number): void;
  end(lines: readonly string[]): void;
}

type Write = (text: string) => void;

/** One JSON object a line: `step`, `chain`, `height`, and the numbers. */
export function jsonTeller(write: Write): Teller {
  return {
    begin: () => {},
    step: ({ step, chain, height, numbers }) => write(`${JSON.stringify({ step, chain, height, ...numbers })}\n`),
    end: () => {},
  };
}

/** For a terminal; colours only where `colours`. */
export function textTeller(write: Write, colours: boolean): Teller {
  const paint = (style: Parameters<typeof styleText>[0], text: string) =>
    colours ? styleText(style, text, { validateStream: false }) : text;
  let number = 0;
  return {
    begin(title, text) {
      write(`\n${paint("bold", title)}\n`);
      for (const line of text) write(`${paint("dim", line)}\n`);
    },
    step({ title, chain, height, lines }, milliseconds) {
      number += 1;
      const where = `${chain} #${height}`;
      const time = `${milliseconds.toFixed(0)} ms`;
      write(`\n${paint("cyan", `${String(number).padStart(2)}.`)} ${paint("bold", title)}`);
      write(`  ${paint("dim", `${where}, ${time}`)}\n`);
      for (const line of lines) write(`    ${line}\n`);
    },
    end(lines) {
      write("\n");
      for (const line of lines) write(`${line}\n`);
      write("\n");
    },
  };
}
