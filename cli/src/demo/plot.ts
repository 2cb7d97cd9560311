import { parseRatio } from "mesh-security-sdk/math";
import { type Consumer, type Setting, TOKEN } from "./cast.js";

/** The accounts that bond, and how they are called. */
export const DELEGATORS = ["alice", "bob", "carol"] as const;
export type Delegator = (typeof DELEGATORS)[number];
export const NAMES: Readonly<Record<Delegator, string>> = { alice: "Alice", bob: "Bob", carol: "Carol" };

export const BONDS: Readonly<Record<Delegator, bigint>> = {
  alice: 1_000n * TOKEN,
  bob: 1_000n * TOKEN,
  carol: 400n * TOKEN,
};

/** Who stakes how much on which validator. Bob's two claims overlap in full. */
export interface Stake {
  readonly who: Delegator;
  readonly on: "juno" | "stargaze";
  /** Which of the chain's validators. */
  readonly at: 0 | 1;
  readonly amount: bigint;
}
export const STAKES: readonly Stake[] = [
  { who: "alice", on: "juno", at: 0, amount: 700n * TOKEN },
  { who: "alice", on: "stargaze", at: 0, amount: 500n * TOKEN },
  { who: "bob", on: "juno", at: 0, amount: 1_000n * TOKEN },
  { who: "bob", on: "stargaze", at: 1, amount: 1_000n * TOKEN },
  { who: "carol", on: "juno", at: 1, amount: 400n * TOKEN },
];

/** What the evidence costs the first validator of juno. */
export const MISBEHAVIOUR = parseRatio("0.1");

export function validatorOf(consumer: Consumer, at: 0 | 1 | 2): string {
  const validator = consumer.chain.validators[at];
  if (validator === undefined) throw new RangeError(`${consumer.name} has fewer than ${at + 1} validators`);
  return validator;
}

/** A stake with the chain and the validator it is for. */
export function place(setting: Setting, stake: Stake) {
  const consumer = setting[stake.on];
  return {
    ...stake,
    consumer,
    validator: validatorOf(consumer, stake.at),
    owner: setting.cast[stake.who],
    name: NAMES[stake.who],
  };
}
