import type { SendOptions } from "../core/tx.js";
import { getBalance } from "../lockup/index.js";
import { listDelegators, processSlashes, settle } from "../provider/index.js";
import { clientOf, linkOf, type Mesh } from "./mesh.js";

/** Delegators a transaction: below any chain's gas limit of a block. */
const PAGE = 30;

export interface PushSlashesParams {
  /** Chain id of the consumer whose validator was slashed. */
  readonly consumer: string;
  /** Operator address on that chain. */
  readonly validator: string;
  /** Any account of the provider chain; it signs. */
  readonly sender: string;
}

/** What a push did. */
export interface PushedSlashes {
  /** Delegators of the validator that were gone through. */
  readonly delegators: number;
  /** Calls of `settle` at other providers. */
  readonly settled: number;
  readonly transactionHashes: readonly string[];
}

/**
 * Carries a slash to everyone it touches (the provider's `process_slashes`, page by page): the lockup burns, cuts other
 * claims on the same tokens, and the providers that hold those are asked to `settle` their owners, which sends the
 * cuts to their consumer chains. Anyone may do it, it can be repeated, and what it does not reach happens with the
 * owner's next message.
 *
 * @throws UnknownLinkError, MissingClientError; what `processSlashes` and `settle` throw.
 *
 * @example
 * ```ts
 * await submitEvidence(osmosis, { contract: link.slasher, sender: owner, validator, ratio: parseRatio("0.1") });
 * await pushSlashes(mesh, { consumer: "juno-1", validator, sender: anyone });
 * ```
 */
export async function pushSlashes(
  mesh: Mesh,
  params: PushSlashesParams,
  options?: SendOptions,
): Promise<PushedSlashes> {
  const { deployment } = mesh;
  const link = linkOf(mesh, params.consumer);
  const client = clientOf(mesh, deployment.provider.chainId);
  const { validator, sender } = params;
  const others = new Map(deployment.links.filter((each) => each !== link).map((each) => [each.provider, each]));
  const transactionHashes: string[] = [];
  let delegators = 0;
  let settled = 0;
  let startAfter: string | undefined;
  while (true) {
    const cursor = startAfter === undefined ? {} : { startAfter };
    const page = await listDelegators(client, { contract: link.provider, validator, limit: PAGE, ...cursor });
    const last = page.at(-1);
    if (last === undefined) return { delegators, settled, transactionHashes };
    const pushed = await processSlashes(
      client,
      { contract: link.provider, sender, validator, limit: PAGE, ...cursor },
      options,
    );
    transactionHashes.push(pushed.transactionHash);
    for (const { address } of page) {
      delegators += 1;
      const { claims } = await getBalance(client, { contract: deployment.provider.lockup, account: address });
      for (const { lienholder } of claims) {
        if (!others.has(lienholder)) continue;
        const sent = await settle(client, { contract: lienholder, sender, owner: address }, options);
        transactionHashes.push(sent.transactionHash);
        settled += 1;
      }
    }
    startAfter = last.address;
  }
}
