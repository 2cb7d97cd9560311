import type { QueryClient } from "../core/client.js";
import { type PageParams, type WalkOptions, walk } from "../core/pagination.js";
import { queryContract } from "../core/query.js";
import type { Decimal } from "../math/decimal.js";
import { stakesAnswer } from "./schema.js";
import { stakesWire } from "./wire.js";

export interface ListStakesParams extends PageParams {
  /** The consumer. */
  readonly contract: string;
}

export interface RemoteStake {
  readonly validator: string;
  /** The provider's stake, in base units of the provider chain's token. */
  readonly remote: bigint;
  /** Tokens of this chain for one token of the provider chain, as last applied. */
  readonly price: Decimal;
  /** The share of the converted stake that is not asked for, as last applied. */
  readonly discount: Decimal;
  /** What is asked of meta-staking, in base units of this chain's token. */
  readonly asked: bigint;
}

/**
 * One page of the provider's stake, ascending by validator.
 *
 * @throws InvalidArgumentError, QueryFailedError, DecodeError
 *
 * @example
 * ```ts
 * const first = await listStakes(client, { contract });
 * ```
 */
export async function listStakes(client: QueryClient, params: ListStakesParams): Promise<readonly RemoteStake[]> {
  const answer = await queryContract(client, params.contract, stakesWire(params), stakesAnswer);
  return answer.stakes;
}

/**
 * All of the provider's stake, fetched page by page.
 *
 * @throws as {@link listStakes}; TooManyItemsError
 *
 * @example
 * ```ts
 * for await (const { validator, asked } of iterateStakes(client, { contract })) console.log(validator, asked);
 * ```
 */
export function iterateStakes(
  client: QueryClient,
  params: ListStakesParams,
  options?: WalkOptions,
): AsyncGenerator<RemoteStake, void, undefined> {
  return walk(
    (startAfter) => listStakes(client, startAfter === undefined ? params : { ...params, startAfter }),
    (stake) => stake.validator,
    options,
    params.startAfter,
  );
}
