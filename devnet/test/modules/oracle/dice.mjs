// What lists of operations are made of: names, dice, a chain's beginning.

import { createHash } from "node:crypto";
import { bech32 } from "@scure/base";

const sha = (text) => createHash("sha256").update(text).digest();
const words = (name) => bech32.toWords(sha(name).subarray(0, 20));
export const account = (name) => bech32.encode("cosmos", words(name));
export const operator = (name) => bech32.encode("cosmosvaloper", words(name));

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
export function dice(seed) {
  const next = random(seed);
  return {
    chance: (part) => next() < part,
    pick: (list) => list[Math.floor(next() * list.length)],
    int: (low, high) => Math.floor(low + next() * (high - low + 1)),
  };
}

export function pickWeighted(kinds, at) {
  let left = at;
  for (const [weight, act] of kinds) {
    left -= weight;
    if (left < 0) return act;
  }
  throw new Error("weights do not add up");
}

export function setup(people, validators, fields) {
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
