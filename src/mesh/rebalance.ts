import { consumerEvents, getPrice, rebalance as rebalanceConsumer } from "../consumer/index.js";
import type { SendOptions, SentTx } from "../core/tx.js";
import { rebalance as rebalanceStaking, stakingEvents } from "../staking/index.js";
import { clientOf, linkOf, type Mesh } from "./mesh.js";

/** Steps a transaction: below any chain's gas limit of a block. */
const PAGE = 10;
/** Transactions at one contract, each of which goes on where the last one stopped. */
const PAGES = 100;

export interface RebalanceParams {
  /** Chain id of the consumer. */
  readonly consumer: string;
  /** Any account of the consumer chain; it signs. */
  readonly sender: string;
}

export interface Rebalanced {
  /** Whether both contracts came to the end of what can be moved now. What waits for an undelegation is not part of it. */
  readonly finished: boolean;
  readonly transactionHashes: readonly string[];
}

/**
 * Brings a consumer chain's delegations to the price in force and to what is allowed: the consumer asks meta-staking for
 * what the price says (its `rebalance`, where the price is fresh), then meta-staking moves what it has delegated for all
 * its consumers (its `rebalance`), page by page. Anyone may do it, and it can be repeated.
 *
 * @throws UnknownLinkError, MissingClientError; what the two contracts' `rebalance` throws.
 *
 * @example
 * ```ts
 * const { finished } = await rebalance(mesh, { consumer: "juno-1", sender: anyoneOnJuno });
 * ```
 */
export async function rebalance(mesh: Mesh, params: RebalanceParams, options?: SendOptions): Promise<Rebalanced> {
  const { consumer, staking } = linkOf(mesh, params.consumer);
  const client = clientOf(mesh, params.consumer);
  const call = { sender: params.sender, limit: PAGE };
  const transactionHashes: string[] = [];

  const toTheEnd = async (page: () => Promise<SentTx>, isLast: (sent: SentTx) => boolean) => {
    for (let pages = 0; pages < PAGES; pages += 1) {
      const sent = await page();
      transactionHashes.push(sent.transactionHash);
      if (isLast(sent)) return true;
    }
    return false;
  };

  const { fresh } = await getPrice(client, { contract: consumer });
  const asked =
    !fresh ||
    (await toTheEnd(
      () => rebalanceConsumer(client, { contract: consumer, ...call }, options),
      ({ events }) => consumerEvents(events, consumer).some((event) => event.kind === "rebalance" && event.finished),
    ));
  const moved = await toTheEnd(
    () => rebalanceStaking(client, { contract: staking, ...call }, options),
    ({ events }) => stakingEvents(events, staking).some(({ kind }) => kind === "rebalanceFinished"),
  );
  return { finished: asked && moved, transactionHashes };
}
