import { DecodeError, QueryFailedError } from "../errors/answer.js";
import { isMeshError } from "../errors/base.js";
import type { QueryClient } from "./client.js";

/** One complaint of a codec, as zod words it. */
interface Issue {
  readonly code?: string | undefined;
  readonly path?: readonly PropertyKey[] | undefined;
  readonly expected?: string | undefined;
  readonly message: string;
  readonly values?: readonly unknown[] | undefined;
  readonly errors?: readonly (readonly Issue[])[] | undefined;
}

/** What decodes an answer; a zod schema is one. */
export interface Codec<T> {
  safeParse(
    value: unknown,
  ):
    | { readonly success: true; readonly data: T }
    | { readonly success: false; readonly error: { readonly issues: readonly Issue[] } };
}

function pathOf(path: readonly PropertyKey[]): string {
  return path
    .map((key, at) => (typeof key === "number" ? `[${key}]` : `${at === 0 ? "" : "."}${String(key)}`))
    .join("");
}

/** Only issues that the codecs word themselves are shown in words; zod's own depend on a global setting. */
function expectedBy(issue: Issue): string {
  if (issue.code === "custom") return issue.message;
  if (issue.values !== undefined) return `one of ${issue.values.map(String).join(", ")}`;
  return issue.expected ?? issue.code ?? "as expected";
}

/**
 * Decodes data of unknown shape.
 *
 * @param source - what the data is, for the error.
 * @throws DecodeError with the path of the first thing that is wrong.
 *
 * @example
 * ```ts
 * decode(balanceAnswer, JSON.parse(text), "balance");
 * ```
 */
export function decode<T>(codec: Codec<T>, value: unknown, source: string): T {
  const result = codec.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0] ?? { message: "" };
  throw new DecodeError(pathOf(issue.path ?? []), expectedBy(issue), { source });
}

/**
 * Asks a contract and decodes what it answers.
 *
 * @throws QueryFailedError where the chain refuses or can't be reached, DecodeError where the answer has another shape.
 *
 * @example
 * ```ts
 * await queryContract(client, lockup, { config: {} }, configAnswer);
 * ```
 */
export async function queryContract<T>(
  client: QueryClient,
  contract: string,
  msg: object,
  codec: Codec<T>,
): Promise<T> {
  let answer: unknown;
  try {
    answer = await client.queryContractSmart(contract, msg);
  } catch (error) {
    if (isMeshError(error)) throw error;
    throw new QueryFailedError(contract, error);
  }
  return decode(codec, answer, `${Object.keys(msg).join()} of ${contract}`);
}
