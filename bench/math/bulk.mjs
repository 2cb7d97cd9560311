import { best, equal, row, take } from "./measure.mjs";

const COUNT = 1_000_000;

const sum = (values) => values.reduce((left, right) => left + right, 0n);

/**
 * Times ours while only columns are kept, then plain BigInt with its bigints: a million of them in memory slow down
 * whoever allocates. `exact` is what ours must give.
 */
function columnRow(name, items, ours, { plain, exact, anchor }, goal) {
  const mine = best(items, ours);
  const given = plain();
  equal(ours(), exact(given), name);
  return row(
    name,
    mine,
    best(items, () => anchor(given)),
    goal,
  );
}

function proRata(math, name, count, { limit, words, total }, goal) {
  const weights = math.columnOf(take(count, limit), words);
  const whole = math.sumColumn(weights);
  const ours = () => math.distributeColumn(total, weights);
  const anchor = {
    plain: () => math.amountsOf(weights),
    exact: (plain) => math.columnOf(math.distribute(total, plain), words).data,
    anchor: (plain) => plain.map((weight) => (weight * total) / whole),
  };
  return columnRow(name, count, () => ours().data, anchor, goal);
}

function accrual(math) {
  const shares = math.columnOf(take(COUNT, 1n << 40n), 1);
  const index = math.indexAfter(0n, 123_456_789_012_345n, math.sumColumn(shares));
  const floors = (plain) => plain.map((own) => (own * index) >> 300n);
  const anchor = { plain: () => math.amountsOf(shares), exact: floors, anchor: floors };
  return columnRow("accrual of 1,000,000", COUNT, () => math.accrueColumn(shares, 0n, index).data, anchor, "≥ 5");
}

function total(math) {
  const column = math.columnOf(take(COUNT, 1n << 40n), 1);
  const added = (plain) => [sum(plain)];
  const anchor = { plain: () => math.amountsOf(column), exact: added, anchor: added };
  return columnRow("total of 1,000,000", COUNT, () => [math.sumColumn(column)], anchor, "≥ 5");
}

function capping(math, goal) {
  const rows = COUNT / 100;
  const all = math.columnOf(take(COUNT, 1n << 40n), 1).data;
  const asked = Array.from({ length: 100 }, (_, at) => ({ words: 1, data: all.slice(at * rows, (at + 1) * rows) }));
  const sums = asked.map(math.sumColumn);
  const allowed = sums.map((some, consumer) => (some * BigInt(300 + consumer)) / 1009n);
  const parts = () => math.capColumns(allowed, asked);
  const mine = best(COUNT, parts);
  const given = asked.map(math.amountsOf);
  for (const [at, column] of parts().entries()) {
    equal(math.amountsOf(column), math.distribute(allowed[at], given[at]), "capColumns");
  }
  const floors = () => given.map((some, at) => some.map((one) => (one * allowed[at]) / sums[at]));
  return row("capping 10,000 × 100", mine, best(COUNT, floors), goal);
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
    const mine = best(some.length, () => {
      for (const one of some) {
        books.set(one);
        books.allowed(one.consumer);
      }
    });
    return row(`a change among ${count.toLocaleString("en")}, against 1 µs`, mine, 1000, "≤ 1");
  });
}

export function bulkRows(math, goals) {
  const narrow = { limit: 1n << 40n, words: 1, total: 123_456_789_012_345n };
  const wide = { limit: 10n ** 24n, words: 2, total: 10n ** 26n + 7n };
  const exact = proRata(math, "pro-rata of 1,000,000, exact sum", COUNT, narrow, goals.proRata);
  return [
    exact,
    row("largest remainder, against floors", exact.ours, exact.anchor, "≤ 0.5"),
    proRata(math, "pro-rata of 100,000, two words", COUNT / 10, wide, goals.wide),
    accrual(math),
    total(math),
    capping(math, goals.capping),
    ...changes(math),
  ];
}
