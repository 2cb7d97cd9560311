import { type Bound, type ContractConfig, canSign } from "../core/bound.js";
import type { QueryClient, SigningClient } from "../core/client.js";
import type { SendOptions } from "../core/tx.js";
import { getConfig } from "./getConfig.js";
import { getPrice } from "./getPrice.js";
import { type SetPriceParams, setPrice } from "./setPrice.js";

function reader(client: QueryClient, contract: string) {
  return {
    getConfig: () => getConfig(client, { contract }),
    getPrice: () => getPrice(client, { contract }),
  };
}

function writer(client: SigningClient, contract: string, sender: string) {
  const call = { contract, sender };
  return {
    setPrice: (params: Bound<SetPriceParams>, options?: SendOptions) =>
      setPrice(client, { ...call, ...params }, options),
  };
}

/** The feed's queries, bound to one contract. */
export type FeedReader = ReturnType<typeof reader>;

/** The feed's queries and messages, bound to one contract. */
export type FeedClient = FeedReader & ReturnType<typeof writer>;

/**
 * The feed's queries and messages without repeating client, contract and sender. With a client that can't sign, only
 * the queries.
 *
 * @example
 * ```ts
 * const feed = createFeedClient({ client, contract, sender });
 * await feed.setPrice({ price: Decimal.parse("0.12") });
 * ```
 */
export function createFeedClient(config: ContractConfig<SigningClient>): FeedClient;
export function createFeedClient(config: ContractConfig<QueryClient>): FeedReader;
export function createFeedClient({ client, contract, sender = "" }: ContractConfig<QueryClient>): FeedReader {
  const queries = reader(client, contract);
  return canSign(client) ? { ...queries, ...writer(client, contract, sender) } : queries;
}
