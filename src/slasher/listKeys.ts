import type { QueryClient } from "../core/client.js";
import { type PageParams, type WalkOptions, walk } from "../core/pagination.js";
import { queryContract } from "../core/query.js";
import type { KeyRange } from "./getKey.js";
import { keysAnswer } from "./schema.js";
import { keysWire } from "./wire.js";

/** Where a page of keys ended. */
export interface KeyCursor {
  readonly validator: string;
  readonly fromHeight: number;
}

export interface ListKeysParams extends PageParams<KeyCursor> {
  /** The slasher. */
  readonly contract: string;
}

/**
 * One page of the registered keys, ascending by the length of the validator's address, the address and the height.
 *
 * @throws InvalidArgumentError, QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const first = await listKeys(client, { contract });
 * ```
 */
export async function listKeys(client: QueryClient, params: ListKeysParams): Promise<readonly KeyRange[]> {
  const answer = await queryContract(client, params.contract, keysWire(params), keysAnswer);
  return answer.keys;
}

/** A cursor as one text: a walk compares cursors to see whether they move. The height has no slash in it. */
const textOf = ({ validator, fromHeight }: KeyCursor) => `${fromHeight}/${validator}`;

function cursorOf(text: string): KeyCursor {
  const slash = text.indexOf("/");
  return { validator: text.slice(slash + 1), fromHeight: Number(text.slice(0, slash)) };
}

/**
 * All registered keys, fetched page by page.
 *
 * @throws as {@link listKeys}; TooManyItemsError
 *
 * @example
 * ```ts
 * for await (const { validator, toHeight } of iterateKeys(client, { contract })) console.log(validator, toHeight);
 * ```
 */
export function iterateKeys(
  client: QueryClient,
  params: ListKeysParams,
  options?: WalkOptions,
): AsyncGenerator<KeyRange, void, undefined> {
  const { startAfter: start } = params;
  return walk(
    (after) => listKeys(client, after === undefined ? params : { ...params, startAfter: cursorOf(after) }),
    textOf,
    options,
    start && textOf(start),
  );
}
