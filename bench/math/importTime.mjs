import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { row } from "./measure.mjs";

const RUNS = 9;

/** Nanoseconds of processor time that a fresh process takes to import a module: the best of several. */
function importTime(specifier) {
  const script = `const from = process.cpuUsage(); await import(${JSON.stringify(specifier)});
    const { user, system } = process.cpuUsage(from); process.stdout.write(String((user + system) * 1000));`;
  const times = Array.from({ length: RUNS }, () =>
    Number(execFileSync(process.execPath, ["--input-type=module", "--eval", script], { encoding: "utf8" })),
  );
  return Math.min(...times);
}

/** What importing each built entry of the formulas takes beyond an empty module, which is written to `folder`. */
export function importRows(folder) {
  const empty = join(folder, "empty.mjs");
  writeFileSync(empty, "export {};\n");
  const nothing = importTime(pathToFileURL(empty).href);
  return ["math", "math/preview", "math/bulk"].map((entry) => {
    const { href } = new URL(`../../dist/${entry}/index.js`, import.meta.url);
    return row(`import of ${entry}, against 5 ms`, Math.max(0, importTime(href) - nothing), 5e6, "≤ 1");
  });
}
