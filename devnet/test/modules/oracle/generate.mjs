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

/** Delegators move between validators that are slashed for heights before and after. */
function moves(seed, count) {
  const { chance, pick, int } = dice(seed);
  const validators = ["val-a", "val-b", "val-c"];
  const people = ["ann", "ben"];
  const Setup = setup(people, validators, {
    UnbondingSeconds: 40,
    MaxValidators: 2,
    CommunityTax: "0.02",
    Validators: (i) => ({ SelfDelegation: `${(i + 1) * 9_000_000 + int(0, 999_999)}`, Rate: "0.05" }),
  });
  const Ops = [];
  let height = 0;
  const block = (Dt) => {
    Ops.push({ Op: "block", Dt });
    height += 1;
  };
  const where = () => operator(pick(validators));
  const by = (Op, fields) => Ops.push({ Op, Delegator: account(pick(people)), Validator: where(), ...fields });
  block(5);
  for (const Delegator of people.map(account)) {
    for (const Validator of validators.map(operator)) by("delegate", { Delegator, Validator, Amount: "8000000" });
  }
  const kinds = [
    [12, () => block(pick([5, 5, 5, 15]))],
    [10, () => by("redelegate", { To: where(), Amount: `${int(1, 3_000_000)}` })],
    [4, () => by("undelegate", { Amount: `${int(1, 2_000_000)}` })],
    [2, () => by("delegate", { Amount: `${int(1, 5_000_000)}` })],
    [
      4,
      () =>
        by("slash", {
          Fraction: pick(["0.01", "0.05", "0.333333333333333333"]),
          HeightBack: int(0, Math.min(height, 9) - 1),
        }),
    ],
    [1, () => by("jail")],
    [2, () => by("unjail")],
  ];
  while (Ops.length < count) {
    if (chance(0.05)) block(40);
    pickWeighted(kinds, int(0, 34))();
  }
  return { Setup, Ops };
}

/** Proposals of every kind and fate, while stake moves. */
function governance(seed, count) {
  const { chance, pick, int } = dice(seed);
  const validators = ["val-a", "val-b", "val-c"];
  const people = ["ann", "ben", "cyd"];
  const gov = account("gov");
  const Setup = setup(people, validators, {
    UnbondingSeconds: 60,
    MaxValidators: 2,
    CommunityTax: "0.1",
    Validators: (i) => ({ SelfDelegation: `${(i + 1) * 11_000_000}`, Rate: "0.1" }),
    Gov: {
      MinDeposit: "1000stake,30zcoin",
      ExpeditedMinDeposit: "5000stake,150zcoin",
      DepositSeconds: 20,
      VotingSeconds: 30,
      ExpeditedSeconds: 12,
      BurnPrevote: chance(0.5),
      BurnQuorum: chance(0.5),
    },
  });
  const everybody = [...people, ...validators];
  const Ops = [];
  let submitted = 0;
  const by = (Op, fields = {}) => Ops.push({ Op, Delegator: account(pick(everybody)), ...fields });
  const Id = () => Math.max(1, submitted - int(0, 1) + (chance(0.05) ? 7 : 0));
  const deposit = () => ({
    Amount: `${pick([int(1, 12), int(50, 999), 1000, 5000])}`,
    Denom: pick(["stake", "stake", "zcoin"]),
  });
  const messages = [
    () => ({ Op: "send", Delegator: gov, To: account(pick(everybody)), Amount: `${int(1, 900)}` }),
    () => ({ Op: "send", Delegator: gov, To: account("ann"), Amount: `${int(1, 900)}` }),
    () => ({ Op: "delegate", Delegator: gov, Validator: operator(pick(validators)), Amount: `${int(1, 400)}` }),
    () => ({ Op: "spend", Delegator: gov, To: account("cyd"), Amount: `${int(1, 1000)}` }),
    () => ({ Op: "send", Delegator: gov, To: account("distribution"), Amount: "1" }),
    () => ({ Op: "send", Delegator: gov, To: account("ann"), Amount: "999999999999" }),
    () => ({ Op: "spend", Delegator: gov, To: account("mint"), Amount: "1" }),
    () => ({ Op: "spend", Delegator: gov, To: account("cyd"), Amount: "999999999999" }),
  ];
  const submit = () => {
    const Messages = Array.from({ length: int(0, 2) }, () => messages[int(0, chance(0.7) ? 3 : 7)]());
    const foreign = chance(0.06);
    if (foreign) Messages.push({ Op: "send", Delegator: account("ann"), To: gov, Amount: "1" });
    const Title = chance(0.03) ? "" : `title ${submitted + 1}`;
    const same = JSON.stringify({ title: Title, summary: "summary" });
    const wrong = chance(0.1);
    const Metadata = wrong ? pick(['{"title":"other"}', "m".repeat(256)]) : pick(["free", same, "m".repeat(255), "[]"]);
    const first = chance(0.9) ? deposit() : { Amount: "0" };
    const Expedited = chance(0.25);
    by("submit", { Title, Metadata, Messages, Expedited, ...first });
    const least = Expedited ? 50 : 10;
    const enough = first.Amount !== "0" && (first.Denom === "zcoin" || Number(first.Amount) >= least);
    if (Title === "" || foreign || wrong || !enough) return;
    submitted += 1;
    if (chance(0.15)) return;
    for (const Denom of ["stake", "zcoin"]) by("deposit", { Id: submitted, Amount: "5000", Denom });
  };
  const weights = [
    ["1"],
    ["0.5", "0.5"],
    ["0.333333333333333333", "0.666666666666666667"],
    ["0.3", "0.3", "0.4"],
    ["0.5", "0.4"],
    ["0.9", "0.2"],
    ["2"],
    ["x"],
    [],
  ];
  const split = () => ({ Id: Id(), Options: pick(weights).map((Weight) => ({ Option: int(1, 4), Weight })) });
  const kinds = [
    [16, () => Ops.push({ Op: "block", Dt: pick([3, 5, 5, 9]) })],
    [4, submit],
    [3, () => by("deposit", { Id: Id(), ...deposit() })],
    [16, () => by("vote", { Id: Id(), Option: pick([1, 1, 1, 1, 2, 3, 4, 0, 9]) })],
    [3, () => by("voteWeighted", split())],
    [3, () => by("delegate", { Validator: operator(pick(validators)), Amount: `${int(1, 9_000_000)}` })],
    [2, () => by("undelegate", { Validator: operator(pick(validators)), Amount: `${int(1, 3_000_000)}` })],
    [1, () => by("slash", { Validator: operator(pick(validators)), Fraction: "0.05" })],
    [1, () => by("send", { To: gov, Amount: "700" })],
  ];
  Ops.push({ Op: "block", Dt: 5 });
  // Else proposals would spend deposits, whose refund then stops a chain.
  by("send", { To: gov, Amount: "9000000" });
  while (Ops.length < count) {
    if (submitted > 0 && chance(0.06)) {
      for (const name of validators) by("vote", { Delegator: account(name), Id: submitted, Option: 1 });
    }
    pickWeighted(kinds, int(0, 48))();
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
  write("moves", moves(7, 70));
  write("proposals", governance(16, 150));
  write("deposits", governance(21, 150));
} else {
  for (let seed = from; seed < from + count; seed += 1) {
    for (const scenario of [
      ...["mixed", "limits", "slashes"].map((focus) => anything(focus, seed, 300)),
      removal(seed),
      moves(seed, 200),
      governance(seed, 300),
    ]) {
      process.stdout.write(`${JSON.stringify({ ...scenario, trace: run(scenario) })}\n`);
    }
  }
}
