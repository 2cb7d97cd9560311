import { MeshError } from "./base.js";

/** Data that does not have the shape it must have. `path` points into it, "" at its top. */
export class DecodeError extends MeshError {
  override readonly name = "DecodeError";
  constructor(
    readonly path: string,
    readonly expected: string,
    options: { readonly source?: string; readonly cause?: unknown } = {},
  ) {
    super(`${path === "" ? "The data" : path} is not ${expected}.`, {
      details: options.source === undefined ? [] : [`Read from: ${options.source}`],
      cause: options.cause,
    });
  }
}

/** A query that the chain refused or that never reached it; `cause` is what the client threw. */
export class QueryFailedError extends MeshError {
  override readonly name = "QueryFailedError";
  readonly log: string;
  constructor(
    readonly contract: string,
    cause: unknown,
  ) {
    const log = cause instanceof Error ? cause.message : String(cause);
    super(`The query to ${contract} failed.`, { details: [log], cause });
    this.log = log;
  }
}

/** A listing that goes on for longer than the caller allows. */
export class TooManyItemsError extends MeshError {
  override readonly name = "TooManyItemsError";
  constructor(readonly limit: number) {
    super(`The listing has more than ${limit} items; pass a larger maxItems or start from a cursor.`);
  }
}
