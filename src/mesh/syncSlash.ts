import type { SendOptions, SentTx } from "../core/tx.js";
import type { Packet } from "../ibc/index.js";
import { stakingEvents, syncSlash as syncSlashAtStaking } from "../staking/index.js";
import { clientOf, linkOf, type Mesh } from "./mesh.js";
import { packetOf } from "./packetOf.js";

export interface SyncSlashParams {
  /** Chain id of the consumer. */
  readonly consumer: string;
  /** Operator address on that chain. */
  readonly validator: string;
  /** Any account of the consumer chain; it signs. */
  readonly sender: string;
}

export interface SyncedSlash extends SentTx {
  /** What the chain has taken off what is delegated there, in base units; 0 where nothing was new. */
  readonly loss: bigint;
  /**
   * The report to the provider. None where nothing was lost, where the loss may be another validator's fault, or where the
   * channel does not carry packets now: then `retryReports` of the consumer sends it.
   */
  readonly packet: Packet | undefined;
}

/**
 * Finds what a consumer chain slashed of a validator (meta-staking's `sync_slash`); the consumer reports it to its
 * provider, which takes as much of it as it was told to. Anyone may.
 *
 * @throws UnknownLinkError, MissingClientError; what meta-staking's `syncSlash` throws.
 *
 * @example
 * ```ts
 * const { loss, packet } = await syncSlash(mesh, { consumer: "juno-1", validator, sender: anyoneOnJuno });
 * ```
 */
export async function syncSlash(mesh: Mesh, params: SyncSlashParams, options?: SendOptions): Promise<SyncedSlash> {
  const link = linkOf(mesh, params.consumer);
  const client = clientOf(mesh, params.consumer);
  const { validator, sender } = params;
  const sent = await syncSlashAtStaking(client, { contract: link.staking, sender, validator }, options);
  const found = stakingEvents(sent.events, link.staking).find((event) => event.kind === "syncSlash");
  return { ...sent, loss: found?.loss ?? 0n, packet: packetOf(sent, link.consumer, "slashReport") };
}
