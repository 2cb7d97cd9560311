// Runs the benchmarks: a table, or with --json one array of {name, ours, anchor, ratio, goal, ok}.
import { hostRows } from "./host.mjs";
import { mathRows } from "./math.mjs";

const rows = [...(await mathRows()), ...hostRows()];
if (process.argv.includes("--json")) {
  process.stdout.write(`${JSON.stringify(rows)}\n`);
} else {
  const line = (cells) => `${cells.map((cell, at) => (at === 0 ? cell.padEnd(36) : cell.padStart(12))).join("")}\n`;
  process.stdout.write(line(["ns an item", "ours", "anchor", "ratio", "goal", ""]));
  for (const { name, ours, anchor, ratio, goal, ok } of rows) {
    process.stdout.write(
      line([name, ours.toFixed(1), anchor.toFixed(1), ratio.toFixed(2), goal, ok ? "ok" : "missed"]),
    );
  }
}
