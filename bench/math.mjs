// The formulas against plain BigInt in the same run: results are compared first, then timed.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const source = (path) => fileURLToPath(new URL(`../src/math/${path}`, import.meta.url));

async function load() {
  const { outputFiles } = await build({
    stdin: {
      contents: `export * from ${JSON.stringify(source("index.ts"))}; export * from ${JSON.stringify(source("bulk/index.ts"))};`,
      resolveDir: source("."),
    },
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString("base64")}`);
}

/** Numbers below `limit`, the same in every run. */
function* numbers(limit) {
  let state = 0x9e3779b97f4a7c15n;
  while (true) {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    yield (state >> 11n) % limit;
  }
}

const take = (count, limit) => {
  const from = numbers(limit);
  return Array.from({ length: count }, () => from.next().value);
};

/** Processor time of this process in milliseconds: other processes do not count. */
function clock() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Nanoseconds an item: the best of several runs, each long enough for the clock. */
function time(items, act) {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 7; run += 1) {
    const from = clock();
    let turns = 0;
    do {
      act();
      turns += 1;
    } while (clock() - from < 60);
    best = Math.min(best, ((clock() - from) * 1e6) / (turns * items));
  }
  return best;
}

function equal(a, b, name) {
  if (a.length !== b.length || a.some((value, index) => value !== b[index])) throw new Error(`${name}: results differ`);
}

/** `goal` "≤ 1.2" bounds ours / anchor, "≥ 15" bounds anchor / ours. */
function row(name, items, { ours, anchor }, goal) {
  const [mine, plain] = [time(items, ours), time(items, anchor)];
  const bound = Number(goal.slice(2));
  const ratio = goal.startsWith("≤") ? mine / plain : plain / mine;
  const ok = goal.startsWith("≤") ? ratio <= bound : ratio >= bound;
  return { name, ours: mine, anchor: plain, ratio, goal, ok };
}

/** Rows of one benchmark each; times in nanoseconds an item. */
export async function mathRows() {
  const math = await load();
  const rows = [];

  const [a, b] = [take(1000, 1n << 60n), take(1000, 1n << 60n)];
  const divisor = (1n << 61n) - 1n;
  const inline = () => a.map((value, index) => (value * b[index]) / divisor);
  const checked = () => a.map((value, index) => math.mulDivFloor(value, b[index], divisor));
  equal(inline(), checked(), "mulDivFloor");
  rows.push(row("mulDivFloor", 1000, { ours: checked, anchor: inline }, "≤ 1.2"));

  const price = math.Decimal.parse("0.123456789");
  const byHand = () => a.map((value) => (value * price.atomics) / 1000000000000000000n);
  const byDecimal = () => a.map((value) => price.mulFloor(value));
  equal(byHand(), byDecimal(), "mulFloor");
  rows.push(row("Decimal.mulFloor", 1000, { ours: byDecimal, anchor: byHand }, "≤ 1.2"));

  const count = 1_000_000;
  const weights = { words: 1, data: BigUint64Array.from(take(count, 1n << 40n)) };
  const total = 123_456_789_012_345n;
  const sum = weights.data.reduce((left, right) => left + right, 0n);
  // Plain BigInt: bigints in, bigints out.
  const plain = Array.from(weights.data);
  const floors = () => plain.map((weight) => (weight * total) / sum);
  const exact = math.distribute(total, plain);
  const split = () => math.distributeColumn(total, weights);
  equal(split().data, exact, "distributeColumn");
  rows.push(row("pro-rata of 1,000,000, exact sum", count, { ours: split, anchor: floors }, "≥ 15"));

  const index = math.indexAfter(0n, total, sum);
  const accrued = () => plain.map((shares) => (shares * index) >> 300n);
  const accrue = () => math.accrueColumn(weights, 0n, index);
  equal(accrue().data, accrued(), "accrueColumn");
  rows.push(row("accrual of 1,000,000", count, { ours: accrue, anchor: accrued }, "≥ 15"));

  const sumPlain = () => [plain.reduce((left, right) => left + right, 0n)];
  const sumOurs = () => [math.sumColumn(weights)];
  equal(sumOurs(), sumPlain(), "sumColumn");
  rows.push(row("total of 1,000,000", count, { ours: sumOurs, anchor: sumPlain }, "≥ 15"));

  const asked = Array.from({ length: 100 }, (_, consumer) => ({
    words: 1,
    data: weights.data.slice(consumer * 10_000, (consumer + 1) * 10_000),
  }));
  const sums = asked.map(({ data }) => data.reduce((left, right) => left + right, 0n));
  const allowed = sums.map((some, consumer) => (some * BigInt(300 + consumer)) / 1009n);
  const rowsOfAll = asked.map(({ data }) => Array.from(data));
  const capPlain = () => rowsOfAll.map((each, at) => each.map((some) => (some * allowed[at]) / sums[at]));
  const capOurs = () => math.capColumns(allowed, asked);
  for (const [at, { data }] of capOurs().entries()) equal(data, math.distribute(allowed[at], rowsOfAll[at]), "cap");
  rows.push(row("capping 10,000 × 100", count, { ours: capOurs, anchor: capPlain }, "≥ 6"));

  return rows;
}
