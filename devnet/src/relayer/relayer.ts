import type { Clock } from "../clock.js";
import { SECOND } from "../clock.js";
import { Endpoint, RelayError, type RelayedChain } from "./endpoint.js";
import { Faults } from "./faults.js";
import { createChannel, createClient, createConnection } from "./handshake.js";
import { patience, refresh } from "./refresh.js";
import type {
  ChannelEnds,
  ChannelParams,
  ConnectionEnds,
  PacketId,
  PendingPacket,
  RelayResult,
  Work,
} from "./types.js";
import { isOpen, pendingCloses, pendingPacket, pendingPackets, transactionFor } from "./work.js";

/** 14 days: two thirds of the usual unbonding time. */
const TRUSTING_PERIOD = 14n * 86_400n * SECOND;
/** Contracts that answer each other's acks for ever are stopped after so many. */
const MAX_TRANSACTIONS = 100_000;

/** What a relayer needs of its network. */
export interface RelayedNetwork {
  readonly clock: Clock;
  readonly chains: ReadonlyMap<string, RelayedChain>;
  /** Moves time by whole seconds and makes a block on every chain. */
  advance(seconds: bigint): void;
}

/**
 * Carries packets between the chains of a network by ordinary transactions, when told. It keeps nothing of its own but
 * the faults it is told to have, so that it may stop and start at any time.
 *
 * @example
 * ```ts
 * const connection = network.relayer.createConnection("osmosis", "juno");
 * network.relayer.createChannel({ connection, ports: { a: "transfer", b: "transfer" }, version: "ics20-1" });
 * network.relayer.relay();
 * ```
 */
export class Relayer {
  readonly faults: Faults;
  private readonly ends = new Map<string, Endpoint>();
  /** Work that failed since anything last changed. */
  private readonly failed = new Set<string>();

  constructor(private readonly network: RelayedNetwork) {
    this.faults = new Faults(network.clock);
  }

  /** Makes a client on one chain of another; answers its id. `trustingPeriod` in nanoseconds, 14 days where left out. */
  createClient(on: string, of: string, options: { readonly trustingPeriod?: bigint } = {}): string {
    return createClient(this.end(on), this.end(of), options.trustingPeriod ?? TRUSTING_PERIOD);
  }

  /** Makes a client on either chain and a connection over both. Throws a {@link RelayError} where a chain refuses. */
  createConnection(a: string, b: string, options: { readonly trustingPeriod?: bigint } = {}): ConnectionEnds {
    return createConnection(
      { end: this.end(a), clientId: this.createClient(a, b, options) },
      { end: this.end(b), clientId: this.createClient(b, a, options) },
    );
  }

  /** Opens a channel; side `a` begins. Throws a {@link RelayError} where a chain, or what is behind a port, refuses. */
  createChannel(params: ChannelParams): ChannelEnds {
    const { a, b } = params.connection;
    return createChannel(this.end(a.chainId), this.end(b.chainId), params);
  }

  /** Packets under way, oldest first. */
  pending(): PendingPacket[] {
    return pendingPackets(this.known, this.all());
  }

  /** All that can be done now, whatever the faults: packets first, then channels to close. */
  work(): Work[] {
    const packets = this.pending().flatMap(({ id, packet, next }): Work[] =>
      next === undefined ? [] : [{ action: next, id, packet }],
    );
    return [...packets, ...pendingCloses(this.known, this.all())];
  }

  /** Does that piece of work, also twice or late: the chains decide what comes of it. */
  perform(work: Work): RelayResult {
    const transaction = transactionFor(this.known, work, this.faults.updatesClients);
    if (transaction === undefined) throw new RangeError("no chain of that name, or no such channel");
    const { on, messages } = transaction;
    const { chainId } = on;
    const outcome = on.deliver(messages);
    const { height, hash, code, codespace, rawLog: message } = outcome;
    if (code !== 0) return { kind: "failed", work, chainId, height, hash, error: { codespace, code, message } };
    if (work.action === "closeConfirm") {
      return { kind: "closed", chainId, portId: work.portId, channelId: work.channelId, height, hash };
    }
    const fresh = outcome.responses.at(-1)?.fields.result === "RESPONSE_RESULT_TYPE_SUCCESS";
    return { kind: KINDS[work.action], packet: work.id, chainId, height, hash, fresh };
  }

  /** One piece of work that the faults let through, and its repetition where they want one; nothing once quiet. */
  step(): RelayResult[] {
    const work = this.faults.choose(this.open());
    if (work !== undefined) return this.attempt(work);
    this.failed.clear();
    return [];
  }

  /** Relays until nothing more can be done. What a chain refuses is reported, and does not stop the rest. */
  relay(): RelayResult[] {
    const results: RelayResult[] = [];
    this.failed.clear();
    for (let open = this.open(); open.length > 0; open = this.open()) {
      for (let work = this.faults.choose(open); work !== undefined; work = this.faults.choose(open)) {
        open.splice(open.indexOf(work), 1);
        if (isOpen(this.known, work)) results.push(...this.attempt(work));
      }
      if (results.length > MAX_TRANSACTIONS) throw new RangeError(`not quiet after ${results.length} transactions`);
    }
    return results;
  }

  /**
   * Updates clients of which a quarter of the trusting period is used up, as relayers do while nothing else is to be
   * done; not where the faults forbid it.
   */
  refreshClients(): void {
    if (this.faults.running && this.faults.updatesClients) refresh(this.known, this.all());
  }

  /** Nanoseconds that may pass between two calls of {@link refreshClients}; undefined where clients may expire. */
  patience(): bigint | undefined {
    return this.faults.running && this.faults.updatesClients ? patience(this.known, this.all()) : undefined;
  }

  /** Lets the packet's life pass on the chain it goes to, and relays the timeout alone. */
  timeOut(id: PacketId): RelayResult {
    const pending = pendingPacket(this.known, id);
    if (pending === undefined) throw new RangeError(`packet ${id.sequence} of ${id.channelId} is not under way`);
    const { packet, to } = pending;
    const there = this.end(to);
    const left = packet.timeoutTimestamp - there.latest().time;
    if (packet.timeoutTimestamp > 0n) this.network.advance(left > 0n ? (left + SECOND - 1n) / SECOND : 0n);
    else while (there.latest().height.revisionHeight < packet.timeoutHeight.revisionHeight) there.chain.nextBlock();
    return this.perform({ action: "timeout", id, packet });
  }

  private open(): Work[] {
    if (!this.faults.running) return [];
    return this.work().filter((work) => this.faults.lets(work) && !this.failed.has(keyOf(work)));
  }

  private attempt(work: Work): RelayResult[] {
    const results = [this.perform(work)];
    if (this.faults.duplicates) results.push(this.perform(work));
    if (results[0]?.kind === "failed") this.failed.add(keyOf(work));
    else this.failed.clear();
    return results;
  }

  private readonly known = (chainId: string): Endpoint | undefined => {
    const chain = this.network.chains.get(chainId);
    if (chain === undefined) return undefined;
    let end = this.ends.get(chainId);
    if (end === undefined) {
      end = new Endpoint(chain);
      this.ends.set(chainId, end);
    }
    return end;
  };

  private all(): Endpoint[] {
    return [...this.network.chains.keys()].map((chainId) => this.end(chainId));
  }

  private end(chainId: string): Endpoint {
    const end = this.known(chainId);
    if (end === undefined) throw new RangeError(`no chain ${chainId}`);
    return end;
  }
}

const KINDS = {
  receive: "received",
  acknowledge: "acknowledged",
  timeout: "timedOut",
  timeoutOnClose: "timedOut",
} as const;

function keyOf(work: Work): string {
  if (work.action === "closeConfirm") return [work.action, work.chainId, work.portId, work.channelId].join("/");
  const { chainId, portId, channelId, sequence } = work.id;
  return [work.action, chainId, portId, channelId, sequence].join("/");
}
