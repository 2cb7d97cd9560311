// Makes the lists of operations and has the keepers of the SDK run them: node generate.mjs [first seed] [count]
// With seeds: writes nothing, but prints the traces of that many further lists, one a line, for a wider comparison.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bech32 } from "@scure/base";

const ORACLE = fileURLToPath(new URL("./mesh-security-devnet-oracle", import.meta.url));
const TRACES = new URL("../traces/", import.meta.url);

const sha = (text) => createHash("sha256").update(text).digest();
const words = (name) => bech32.toWords(sha(name).subarray(0, 20));
const account = (name) => bech32.encode("cosmos", words(name));
const operator = (name) => bech32.encode("cosmosvaloper", words(name));

/** mulberry32. */
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Dice of one seed. */
function dice(seed) {
  const next = random(seed);
  return {
    chance: (part) => next() < part,
    pick: (list) => list[Math.floor(next() * list.length)],
    int: (low, high) => Math.floor(low + next() * (high - low + 1)),
  };
}

function pickWeighted(kinds, at) {
  let left = at;
  for (const [weight, act] of kinds) {
    left -= weight;
    if (left < 0) return act;
  }
  throw new Error("weights do not add up");
}

function setup(people, validators, fields) {
  return {
    Accounts: [...people, ...validators].map((name, i) => ({
      Address: account(name),
      Amount: `${500_000_000 + 7_654_321 * i}stake,${7_000_000 + i}zcoin`,
    })),
    Inflation: {
      Initial: "0.13",
      Min: "0.07",
      Max: "0.2",
      RateChange: "0.13",
      GoalBonded: "0.67",
      BlocksPerYear: 1000,
    },
    ...fields,
    Validators: validators.map((name, i) => ({
      Account: account(name),
      Operator: operator(name),
      Pubkey: sha(`${name} key`).toString("hex"),
      MinSelfDelegation: "1",
      ...fields.Validators(i),
    })),
  };
}

/** Everything at random. `focus`: "mixed"; "limits" of entries for one delegator; "slashes" down to nothing. */
function anything(focus, seed, count) {
  const { chance, pick, int } = dice(seed);
  const validators = focus === "limits" ? ["val-a", "val-b"] : ["val-a", "val-b", "val-c", "val-d"];
  const people = focus === "limits" ? ["ann"] : ["ann", "ben", "cyd"];
  const unbonding = pick([30, 60, 200]);
  const rates = ["0", "0.05", "0.1", "0.333333333333333333", "1"];
  const Setup = setup(people, validators, {
    UnbondingSeconds: unbonding,
    MaxValidators: pick([2, 3, 4]),
    CommunityTax: pick(["0", "0.02", "0.333333333333333333"]),
    Validators: () => ({
      SelfDelegation: `${int(1_000_000, 90_000_000)}`,
      Rate: pick(rates),
      MinSelfDelegation: pick(["1", "1000000"]),
    }),
  });
  let height = 0;
  const Ops = [];
  const block = (Dt) => {
    Ops.push({ Op: "block", Dt });
    height += 1;
  };
  const amount = () =>
    `${pick([int(1, 5), int(1, 1000), int(1, 3_000_000), int(1, 50_000_000), 0, 2_000_000_000_000])}`;
  const one = (Op, fields = {}) =>
    Ops.push({
      Op,
      Delegator: account(pick(chance(0.7) ? people : [...people, ...validators])),
      Validator: operator(pick(validators)),
      ...fields,
    });
  const slash = (fractions) =>
    one("slash", { Fraction: pick(fractions), HeightBack: int(0, Math.min(height, 12) - 1) });
  const someone = () => account(pick([...people, ...validators]));
  const kinds = [
    [22, () => block(pick([1, 5, 5, 13, Math.floor(unbonding / 3), unbonding]))],
    [20, () => one("delegate", { Amount: amount(), ...(chance(0.03) && { Denom: "zcoin" }) })],
    [18, () => one("undelegate", { Amount: amount() })],
    [12, () => one("redelegate", { To: operator(pick(validators)), Amount: amount() })],
    [8, () => one("withdraw")],
    [2, () => one("commission")],
    [2, () => one("cancel", { Amount: `${int(1, 1000)}`, Height: Math.max(1, height - int(0, 3)) })],
    [2, () => one("setWithdraw", { To: chance(0.2) ? account("distribution") : someone() })],
    [2, () => one("fund", { Amount: `${int(1, 5000)}`, Denom: pick(["stake", "zcoin"]) })],
    [2, () => one("send", { To: chance(0.2) ? account("fee_collector") : someone(), Amount: amount() })],
    [3, () => one("fee", { Amount: `${int(1, 9999)}`, Denom: pick(["stake", "zcoin"]) })],
    [4, () => slash(["0.01", "0.05", "0.1", "0.333333333333333333", "0.5", "0.000001"])],
    [1.5, () => one("jail")],
    [1.5, () => one("unjail")],
  ];
  const row = () => {
    const fields = { Delegator: account("ann"), Validator: operator(pick(validators)), To: operator(pick(validators)) };
    const Op = pick(["undelegate", "redelegate"]);
    for (let i = 0; i < 9; i += 1) {
      one(Op, { ...fields, Amount: `${int(1, 900)}` });
      if (chance(0.9)) block(1);
    }
    one("cancel", { ...fields, Amount: `${int(1, 900)}`, Height: Math.max(1, height - int(0, 3)) });
  };
  block(5);
  if (focus !== "mixed") {
    for (const name of people) {
      for (const each of validators) {
        one("delegate", {
          Delegator: account(name),
          Validator: operator(each),
          Amount: `${int(1_000_000, 40_000_000)}`,
        });
      }
    }
  }
  const all = kinds.reduce((sum, [weight]) => sum + weight, 0);
  while (Ops.length < count) {
    if (focus === "limits" && chance(0.1)) row();
    if (focus === "slashes" && chance(0.06)) slash(["1", "0.99", "0.999999"]);
    pickWeighted(kinds, int(0, all - 1))();
  }
  return { Setup, Ops };
}

/** One validator loses all stake, by slashes or not, and is left by all; then everything is tried on it. */
function removal(seed) {
  const { chance, pick } = dice(seed);
  const validators = ["val-a", "val-b", "val-c"];
  const people = ["ann", "ben", "cyd"];
  const unbonding = pick([20, 30]);
  const SelfDelegation = `${pick([1, 5, 20])}000000`;
  const Setup = setup(people, validators, {
    UnbondingSeconds: unbonding,
    MaxValidators: 3,
    CommunityTax: "0.02",
    Validators: () => ({ SelfDelegation, Rate: "0.1" }),
  });
  const [gone, other] = validators.map(operator);
  const Ops = [];
  const blocks = (count, Dt = 5) => {
    for (let i = 0; i < count; i += 1) Ops.push({ Op: "block", Dt });
  };
  const by = (name, Op, fields) => Ops.push({ Op, Delegator: account(name), Validator: gone, ...fields });
  blocks(1);
  for (const name of people) by(name, "delegate", { Amount: "5000000" });
  blocks(4);
  by("ann", "fee", { Amount: "31", Denom: "zcoin" });
  blocks(2);
  if (chance(0.5)) by("", "slash", { Fraction: "1", HeightBack: pick([0, 2]) });
  blocks(1);
  if (chance(0.5)) by("", "jail");
  blocks(pick([1, 3]));
  if (chance(0.6)) blocks(1, unbonding);
  for (const name of people) by(name, "undelegate", { Amount: "5000000" });
  by("val-a", "undelegate", { Amount: SelfDelegation });
  for (const Op of ["delegate", "undelegate", "withdraw", "cancel", "unjail", "redelegate", "commission", "slash"]) {
    by("cyd", Op, { To: other, Amount: "7", Height: 3, Fraction: "0.5" });
  }
  Ops.push({ Op: "redelegate", Delegator: account("cyd"), Validator: other, To: gone, Amount: "7" });
  blocks(4);
  blocks(2, unbonding);
  by("cyd", "delegate", { Amount: "7" });
  blocks(1);
  return { Setup, Ops };
}

function run(scenario) {
  const { status, stdout, stderr } = spawnSync(ORACLE, { input: JSON.stringify(scenario), maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(stderr.toString());
  return JSON.parse(stdout);
}

/** States of three blocks in four are left out of files; every later state depends on them. */
function thin(steps) {
  let blocks = 0;
  return steps.map((step) => {
    if (step.state === undefined) return step;
    blocks += 1;
    return blocks % 4 === 0 ? step : { ...step, state: undefined };
  });
}

const lines = (list) => `[\n${list.map((each) => JSON.stringify(each)).join(",\n")}\n]`;

function write(name, scenario) {
  const { first, steps, last } = run(scenario);
  const trace = `{"first":${JSON.stringify(first)},\n"steps":${lines(thin(steps))},\n"last":${JSON.stringify(last)}}`;
  const text = `{"Setup":${JSON.stringify(scenario.Setup)},\n"Ops":${lines(scenario.Ops)},\n"trace":${trace}}\n`;
  writeFileSync(new URL(`${name}.json`, TRACES), text);
}

const [from, count] = process.argv.slice(2).map(Number);
if (from === undefined) {
  write("mixed", anything("mixed", 9, 70));
  write("limits", anything("limits", 43, 70));
  write("slashes", anything("slashes", 62, 70));
  write("removal", removal(8));
} else {
  for (let seed = from; seed < from + count; seed += 1) {
    for (const scenario of [
      ...["mixed", "limits", "slashes"].map((focus) => anything(focus, seed, 300)),
      removal(seed),
    ]) {
      process.stdout.write(`${JSON.stringify({ ...scenario, trace: run(scenario) })}\n`);
    }
  }
}
