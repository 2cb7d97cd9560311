/** A difference that stays, with its reason. The table in docs/devnet.md tells the same. */
export interface KnownDifference {
  /** The scenario's name, or `*`. */
  readonly scenario: string;
  /** Finds it in the step's words. */
  readonly step: RegExp;
  /** Finds it in the path. */
  readonly path: RegExp;
  /** Finds it in what the two backends tell, in JSON. */
  readonly told: RegExp;
  /** Whether every run shows it: an entry that nothing matches then fails. */
  readonly always: boolean;
  /** As the table says it. */
  readonly reason: string;
}

export const KNOWN: readonly KnownDifference[] = [
  {
    scenario: "*",
    step: /: receive on \w+$/,
    path: /^events\[\d+ (?:coin_spent|coin_received|transfer|withdraw_rewards|wasm)\]/,
    told: /<reward>/,
    always: false,
    reason: "A relayer may put packets into one block that the devnet receives in two, and rewards come with blocks.",
  },
];
