/** Why the contracts would refuse, and the most they would accept. */
export interface Refusal<Reason extends string> {
  readonly ok: false;
  readonly reason: Reason;
  /** The largest amount that would not be refused for this reason; zero where none would. */
  readonly max: bigint;
}

export function refusal<Reason extends string>(reason: Reason, max: bigint): Refusal<Reason> {
  return Object.freeze({ ok: false, reason, max });
}
