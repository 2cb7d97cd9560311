import { hashOf } from "./canonical.js";
import { Chain, type ChainOptions } from "./chain.js";
import { Clock, SECOND } from "./clock.js";
import { Relayer } from "./relayer/relayer.js";

/**
 * Several chains that share a clock and can hear of one another, with a relayer between them.
 *
 * @example
 * ```ts
 * const network = new Network();
 * network.addChain({ chainId: "osmosis", prefix: "osmo", bondDenom: "uosmo" });
 * network.addChain({ chainId: "juno", prefix: "juno", bondDenom: "ujuno" });
 * network.relayer.createConnection("osmosis", "juno");
 * network.advance(60n);
 * ```
 */
export class Network {
  readonly clock: Clock;
  readonly relayer: Relayer;
  private readonly byId = new Map<string, Chain>();

  /** `start`: time at the beginning, in nanoseconds since 1970. */
  constructor(options: { readonly start?: bigint } = {}) {
    this.clock = new Clock(options.start);
    this.relayer = new Relayer(this);
  }

  /** Chains by id, in the order they were added. */
  get chains(): ReadonlyMap<string, Chain> {
    return this.byId;
  }

  /** Makes a chain at the network's time. Throws a RangeError where the id is taken. */
  addChain(options: Omit<ChainOptions, "clock">): Chain {
    if (this.byId.has(options.chainId)) throw new RangeError(`there is a chain ${options.chainId} already`);
    const chain = new Chain({ ...options, clock: this.clock });
    for (const other of this.byId.values()) {
      chain.ibc.clients.addView(other.ibc.view);
      other.ibc.clients.addView(chain.ibc.view);
    }
    this.byId.set(options.chainId, chain);
    return chain;
  }

  /** The chain of that id; throws a RangeError where there is none. */
  chain(chainId: string): Chain {
    const chain = this.byId.get(chainId);
    if (chain === undefined) throw new RangeError(`no chain ${chainId}`);
    return chain;
  }

  /**
   * Moves time by so many seconds, then makes a block on every chain, which moves it by the block times more. While the
   * relayer runs it keeps its clients alive: a wait that is long for their trusting period is cut into several.
   */
  advance(seconds: bigint): void {
    let left = seconds * SECOND;
    do {
      this.relayer.refreshClients();
      const step = smaller(left, this.relayer.patience() ?? left);
      this.clock.advance(step);
      this.nextBlock();
      left -= step;
    } while (left > 0n);
    this.relayer.refreshClients();
  }

  /** A block on every chain, in the order they were added. */
  nextBlock(): void {
    for (const chain of this.byId.values()) chain.nextBlock();
  }

  /** Upper-case hex of a hash over the state of every chain: equal for equal histories. */
  stateHash(): string {
    return hashOf([...this.byId].flatMap(([chainId, chain]) => [chainId, chain.stateHash()]));
  }
}

function smaller(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}
