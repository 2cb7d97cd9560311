import { against, best, row, take } from "./measure.mjs";

const COUNT = 1_000_000;

/** Plain BigInt takes bigints and gives bigints; a column is compared word by word. */
const sum = (values) => values.reduce((left, right) => left + right, 0n);

function proRata(math, goals) {
  const plain = take(COUNT, 1n << 40n);
  const weights = math.columnOf(plain, 1);
  const total = 123_456_789_012_345n;
  const whole = sum(plain);
  const floors = () => plain.map((weight) => (weight * total) / whole);
  const ours = () => math.distributeColumn(total, weights);
  const exact = math.distribute(total, plain);
  if (ours().data.some((part, at) => part !== exact[at])) throw new Error("distributeColumn: results differ");
  const [mine, theirs] = best(COUNT, ours, floors);
  return [
    row("pro-rata of 1,000,000, exact sum", mine, theirs, goals.proRata),
    row("largest remainder, against floors", mine, theirs, "≤ 0.5"),
  ];
}

function wideProRata(math, goals) {
  const count = COUNT / 10;
  const plain = take(count, 10n ** 24n);
  const weights = math.columnOf(plain, 2);
  const total = 10n ** 26n + 7n;
  const whole = sum(plain);
  const floors = () => plain.map((weight) => (weight * total) / whole);
  const ours = () => math.distributeColumn(total, weights);
  const exact = math.columnOf(math.distribute(total, plain), 2).data;
  if (ours().data.some((word, at) => word !== exact[at])) throw new Error("distributeColumn: results differ");
  return row("pro-rata of 100,000, two words", ...best(count, ours, floors), goals.wide);
}

function columns(math) {
  const plain = take(COUNT, 1n << 40n);
  const shares = math.columnOf(plain, 1);
  const index = math.indexAfter(0n, 123_456_789_012_345n, sum(plain));
  const accrue = {
    ours: () => math.accrueColumn(shares, 0n, index).data,
    anchor: () => plain.map((own) => (own * index) >> 300n),
  };
  const total = { ours: () => [math.sumColumn(shares)], anchor: () => [sum(plain)] };
  return [against("accrual of 1,000,000", COUNT, accrue, "≥ 5"), against("total of 1,000,000", COUNT, total, "≥ 5")];
}

function capping(math, goals) {
  const asked = Array.from({ length: 100 }, () => []);
  for (const [at, value] of take(COUNT, 1n << 40n).entries()) asked[at % 100].push(value);
  const sums = asked.map(sum);
  const allowed = sums.map((some, consumer) => (some * BigInt(300 + consumer)) / 1009n);
  const given = asked.map((rows) => math.columnOf(rows, 1));
  const ours = () => math.capColumns(allowed, given);
  const floors = () => asked.map((rows, at) => rows.map((some) => (some * allowed[at]) / sums[at]));
  for (const [at, { data }] of ours().entries()) {
    const exact = math.distribute(allowed[at], asked[at]);
    if (data.some((part, place) => part !== exact[place])) throw new Error("capColumns: results differ");
  }
  return row("capping 10,000 × 100", ...best(COUNT, ours, floors), goals.capping);
}

/** One consumer's change, and what it may have then, in microseconds over one. */
function changes(math) {
  return [10, 100_000].map((count) => {
    const request = (at, asked) => ({ consumer: `c${at}`, asked, funds: 1n << 50n, maxShare });
    const maxShare = math.Decimal.parse("0.01");
    const limits = { local: 10n ** 15n, minLocalShare: math.Decimal.parse("0.3") };
    const books = new math.PowerBooks(limits);
    const all = take(count, 1n << 40n).map((asked, at) => request(at, asked));
    for (const one of all) books.set(one);
    const some = take(256, 1n << 40n).map((asked, at) => request((at * 7919) % count, asked));
    for (const one of some) {
      books.set(one);
      all[Number(one.consumer.slice(1))] = one;
    }
    for (const { consumer, allowed } of math.allowedPower(limits, all)) {
      if (books.allowed(consumer) !== allowed) throw new Error("PowerBooks: results differ");
    }
    const [mine] = best(some.length, () => {
      for (const one of some) {
        books.set(one);
        books.allowed(one.consumer);
      }
    });
    return row(`a change among ${count.toLocaleString("en")}, against 1 µs`, mine, 1000, "≤ 1");
  });
}

export function bulkRows(math, goals) {
  return [...proRata(math, goals), wideProRata(math, goals), ...columns(math), capping(math, goals), ...changes(math)];
}
