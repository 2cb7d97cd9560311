import { TooManyItemsError } from "../errors/answer.js";
import { assertInteger, assertLimit, assertText } from "./argument.js";
import { onlySet } from "./message.js";

/** One page of a listing: where to go on, and how many items. */
export interface PageParams<C = string> {
  /** The last item of the page before; the first page without it. */
  readonly startAfter?: C;
  /** Items a page; contracts have a default (30) and a maximum (100). */
  readonly limit?: number;
}

/** How to walk a whole listing. */
export interface WalkOptions {
  /** Ends the walk between two pages. */
  readonly signal?: AbortSignal;
  /** Items after which the walk ends with TooManyItemsError; 1,000,000 where left out. */
  readonly maxItems?: number;
}

const MAX_ITEMS = 1_000_000;

function cursorToWire<C extends string | number>(cursor: C): C {
  if (typeof cursor === "number") assertInteger("startAfter", cursor);
  else assertText("startAfter", cursor);
  return cursor;
}

/**
 * The wire's form of a page.
 *
 * @throws InvalidArgumentError
 *
 * @example
 * ```ts
 * pageToWire({ startAfter: "a", limit: 5 }); // { start_after: "a", limit: 5 }
 * ```
 */
export function pageToWire<C extends string | number>(page: PageParams<C>): { start_after?: C; limit?: number } {
  return onlySet({
    start_after: page.startAfter === undefined ? undefined : cursorToWire(page.startAfter),
    limit: page.limit === undefined ? undefined : assertLimit(page.limit),
  });
}

/**
 * Walks a listing page by page. Ends at an empty page, or where the cursor does not move: a chain can't make it go on
 * for ever, nor longer than `maxItems`.
 *
 * @throws TooManyItemsError, what `page` throws, and the signal's reason.
 *
 * @example
 * ```ts
 * const page = (startAfter?: string) =>
 *   listAccounts(client, startAfter === undefined ? { contract } : { contract, startAfter });
 * for await (const account of walk(page, ({ address }) => address)) console.log(account.bonded);
 * ```
 */
export async function* walk<T, C extends string | number>(
  page: (startAfter: C | undefined) => Promise<readonly T[]>,
  cursorOf: (item: T) => C,
  options: WalkOptions = {},
  startAfter?: C,
): AsyncGenerator<T, void, undefined> {
  const maxItems = options.maxItems ?? MAX_ITEMS;
  let cursor = startAfter;
  let seen = 0;
  while (true) {
    options.signal?.throwIfAborted();
    const items = await page(cursor);
    const last = items.at(-1);
    if (last === undefined) return;
    const next = cursorOf(last);
    if (next === cursor) return;
    for (const item of items) {
      seen += 1;
      if (seen > maxItems) throw new TooManyItemsError(maxItems);
      yield item;
    }
    cursor = next;
  }
}
