import type { QueryClient } from "../core/client.js";
import { iterateInFlight } from "../provider/index.js";

/** Stake of one owner on one validator that the consumer has not answered, in base units. */
export async function getInFlightOf(
  client: QueryClient,
  provider: string,
  owner: string,
  validator: string,
): Promise<bigint> {
  let sum = 0n;
  for await (const part of iterateInFlight(client, { contract: provider, account: owner, limit: 100 })) {
    if (part.validator === validator) sum += part.amount;
  }
  return sum;
}
