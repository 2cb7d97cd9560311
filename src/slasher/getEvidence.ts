import type { QueryClient } from "../core/client.js";
import { queryContract } from "../core/query.js";
import type { Decimal } from "../math/decimal.js";
import { evidenceAnswer } from "./schema.js";
import { evidenceWire } from "./wire.js";

export interface GetEvidenceParams {
  /** The slasher. */
  readonly contract: string;
  readonly evidenceId: string;
}

export interface Evidence {
  readonly validator: string;
  readonly ratio: Decimal;
  readonly tombstone: boolean;
  /** Block at which it was submitted. */
  readonly height: number;
  /** Seconds since 1970. */
  readonly time: number;
}

/**
 * Evidence by its id; undefined where it was never submitted.
 *
 * @throws InvalidArgumentError, QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const evidence = await getEvidence(client, { contract, evidenceId: "A1" });
 * ```
 */
export async function getEvidence(client: QueryClient, params: GetEvidenceParams): Promise<Evidence | undefined> {
  const answer = await queryContract(client, params.contract, evidenceWire(params), evidenceAnswer);
  return answer.evidence;
}
