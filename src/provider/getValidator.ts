import type { QueryClient } from "../core/client.js";
import { queryContract } from "../core/query.js";
import type { Decimal } from "../math/decimal.js";
import { validatorAnswer } from "./answers.js";
import { validatorWire } from "./queryWire.js";

export interface GetValidatorParams {
  /** The provider. */
  readonly contract: string;
  /** Operator address on the consumer chain. */
  readonly validator: string;
}

export interface Validator {
  readonly address: string;
  /** Worth of all active stake now, in base units. */
  readonly tokens: bigint;
  readonly status: "active" | "removed" | "tombstoned";
  /** What is left of 1 after the slashes. */
  readonly multiplier: Decimal;
}

/**
 * A validator as the provider knows it.
 *
 * @throws InvalidAddressError, QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const { status } = await getValidator(client, { contract, validator });
 * ```
 */
export async function getValidator(client: QueryClient, params: GetValidatorParams): Promise<Validator> {
  return queryContract(client, params.contract, validatorWire(params), validatorAnswer);
}
