// Lists of operations on stake and rewards.

import { account, dice, operator, pickWeighted, setup } from "./dice.mjs";

/** Everything at random. `focus`: "mixed"; "limits" of entries for one delegator; "slashes" down to nothing. */
export function anything(focus, seed, count) {
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
export function moves(seed, count) {
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

/** One validator loses all stake, by slashes or not, and is left by all; then everything is tried on it. */
export function removal(seed) {
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
