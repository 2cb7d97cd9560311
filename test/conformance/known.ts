/** A difference that stays, with its reason. The table in docs/devnet.md tells the same. */
export interface KnownDifference {
  /** The scenario's name, or `*`. */
  readonly scenario: string;
  /** Finds it in the step's words. */
  readonly step: RegExp;
  /** Finds it in the path. */
  readonly path: RegExp;
  /** As the table says it. */
  readonly reason: string;
}

export const KNOWN: readonly KnownDifference[] = [];
