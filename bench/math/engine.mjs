// The rows that every engine gives, and a digest of results. Bun runs this file with the bundle's path.
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { bulkRows } from "./bulk.mjs";
import { take } from "./measure.mjs";
import { scalarRows } from "./scalar.mjs";

const GOALS = {
  v8: { proRata: "≥ 15", wide: "≥ 5", capping: "≥ 6" },
  jsc: { proRata: "≥ 5", wide: "≥ 2", capping: "≥ 5" },
};

export function measureEngine(math, engine) {
  return [...(engine === "v8" ? scalarRows(math) : []), ...bulkRows(math, GOALS[engine])];
}

/** A hash of what the functions give for amounts of every width: engines must agree. */
export function digestOf(math) {
  const hash = createHash("sha256");
  const add = (value) => hash.update(typeof value === "object" ? value.join() : `${value};`);
  for (const bits of [1n, 20n, 40n, 53n, 63n, 64n, 90n, 110n]) {
    const words = bits > 64n ? 2 : 1;
    const plain = take(5000, 1n << bits);
    const column = math.columnOf(plain, words);
    const whole = math.sumColumn(column);
    const index = math.indexAfter(0n, whole / 3n + 1n, whole + 5n);
    add(whole);
    for (const total of [1n, whole / 7n, whole / 2n + 1n]) add(math.distributeColumn(total, column).data);
    add(math.capColumns([whole / 3n], [column])[0].data);
    add(math.accrueColumn(column, 0n, index).data);
    add(plain.map((some) => math.mulDivFloor(some, whole, whole + some + 1n)));
    add(plain.map((some) => math.mulDivCeil(some, whole, whole + some + 1n)));
    add(math.distribute(whole / 5n, plain));
  }
  return hash.digest("hex");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const math = await import(process.argv[2]);
  process.stdout.write(JSON.stringify({ rows: measureEngine(math, "jsc"), digest: digestOf(math) }));
}
