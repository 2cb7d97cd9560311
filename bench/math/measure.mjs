/** Numbers below `limit`, the same in every run. */
export function take(count, limit) {
  let state = 0x9e3779b97f4a7c15f39cc0605cedc834n;
  return Array.from({ length: count }, () => {
    state = (state * 0x2360ed051fc65da44385df649fccf645n + 0x5851f42d4c957f2d14057b7ef767814fn) % 2n ** 128n;
    return (state >> 8n) % limit;
  });
}

/** Processor time of this process in milliseconds: other processes do not count. */
function clock() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Nanoseconds an item of one run that is long enough for the clock. */
function run(items, act) {
  // What ran before leaves its garbage; the first turn sweeps it.
  act();
  const from = clock();
  let turns = 0;
  do {
    act();
    turns += 1;
  } while (clock() - from < 30);
  return ((clock() - from) * 1e6) / (turns * items);
}

const ROUNDS = 9;

const byRatio = ([ours, anchor], [otherOurs, otherAnchor]) => ours / anchor - otherOurs / otherAnchor;

/**
 * Nanoseconds of `ours` and of `anchor`, from the round in the middle of all by the ratio of the two: both halves of a
 * round see the same machine, and what else runs on it disturbs some rounds, not their middle.
 */
export function paired(items, ours, anchor) {
  const rounds = Array.from({ length: ROUNDS }, (_, round) => {
    if (round % 2 === 0) return [run(items, ours), run(items, anchor)];
    const second = run(items, anchor);
    return [run(items, ours), second];
  });
  return rounds.sort(byRatio)[ROUNDS >> 1];
}

/** Nanoseconds of the best of several rounds. */
export function best(items, act) {
  return Math.min(...Array.from({ length: ROUNDS }, () => run(items, act)));
}

export function equal(a, b, name) {
  if (a.length !== b.length || a.some((value, index) => value !== b[index])) throw new Error(`${name}: results differ`);
}

/** `goal` "≤ 1.2" bounds ours / anchor, "≥ 15" bounds anchor / ours. */
export function row(name, ours, anchor, goal) {
  const bound = Number(goal.slice(2));
  const atMost = goal.startsWith("≤");
  const ratio = atMost ? ours / anchor : anchor / ours;
  return { name, ours, anchor, ratio, goal, ok: atMost ? ratio <= bound : ratio >= bound };
}

/** Compares what both give, then times them. */
export function against(name, items, { ours, anchor }, goal) {
  equal(ours(), anchor(), name);
  return row(name, ...paired(items, ours, anchor), goal);
}
