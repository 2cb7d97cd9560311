// A list of operations on proposals.

import { account, dice, operator, pickWeighted, setup } from "./dice.mjs";

/** Proposals of every kind and fate, while stake moves. */
export function governance(seed, count) {
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
