/** The page that lists every error; it ships with the source. */
const DOCS = "docs/errors.md";

export interface MeshErrorOptions {
  /** Facts behind the message, a line each. */
  readonly details?: readonly string[];
  /** The error that led to this one; its text is never swallowed. */
  readonly cause?: unknown;
}

/**
 * Base of every error the SDK throws. `name` is part of the API: compare by it (see {@link isMeshError}), since an
 * app may load two copies of the package. `shortMessage` says what to do in one line; numbers and ids that are
 * needed to go on are fields of the subclass.
 *
 * @example
 * ```ts
 * try {
 *   bondMsg({ contract, sender, funds: { denom: "uosmo", amount: 0n } });
 * } catch (error) {
 *   if (isMeshError(error, "InvalidAmountError")) console.log(error.shortMessage);
 * }
 * ```
 */
export abstract class MeshError extends Error {
  abstract override readonly name: string;
  readonly shortMessage: string;
  readonly details: readonly string[];

  constructor(shortMessage: string, options: MeshErrorOptions = {}) {
    const details = options.details ?? [];
    super([shortMessage, ...details].join("\n"), options.cause === undefined ? undefined : { cause: options.cause });
    this.shortMessage = shortMessage;
    this.details = details;
  }

  /** Page of the docs about this error. */
  get docsPath(): string {
    return `${DOCS}#${this.name.toLowerCase()}`;
  }

  /** Plain fields, amounts as decimal strings: what to log. */
  toJson(): Record<string, unknown> {
    const fields: Record<string, unknown> = { name: this.name, message: this.shortMessage };
    if (this.details.length > 0) fields.details = this.details;
    for (const [key, value] of Object.entries(this)) {
      if (key === "name" || key === "shortMessage" || key === "details") continue;
      fields[key] = typeof value === "bigint" ? value.toString() : value;
    }
    return fields;
  }
}

/**
 * Whether `error` is an error of this SDK, with that `name` where one is given. Works across copies of the package.
 *
 * @example
 * ```ts
 * isMeshError(error); // any error of the SDK
 * isMeshError(error, "ClaimsLockedError"); // that one
 * ```
 */
export function isMeshError<N extends string>(error: unknown, name: N): error is MeshError & { readonly name: N };
export function isMeshError(error: unknown): error is MeshError;
export function isMeshError(error: unknown, name?: string): boolean {
  if (!(error instanceof Error) || !("shortMessage" in error) || !("docsPath" in error)) return false;
  return name === undefined || error.name === name;
}
