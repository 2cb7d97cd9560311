import { canonical, hashOf } from "./canonical.js";
import { Clock, SECOND } from "./clock.js";
import { Meter } from "./gas.js";
import { State } from "./state.js";
import { DEFAULT_GAS, type TxOutcome, type TxRequest } from "./transaction.js";
import {
  type App,
  type Auth,
  type Bank,
  type Block,
  type ChainEvent,
  type Coin,
  type ContractQuery,
  type Ctx,
  type EncodeObject,
  type Ibc,
  type Module,
  type MsgResult,
  SdkError,
  type Transfer,
  type Wasm,
} from "./types.js";

export interface ChainOptions {
  readonly chainId: string;
  /** Of bech32 addresses. */
  readonly prefix: string;
  readonly bondDenom: string;
  /** Shared by the chains of a network; one of its own where left out. */
  readonly clock?: Clock;
  /** Balances of genesis by address. */
  readonly balances?: Readonly<Record<string, readonly Coin[]>>;
  /** Nanoseconds by which a block moves the clock; 1 s where left out. */
  readonly blockTime?: bigint;
}

/** One chain: modules over one state, blocks, transactions. */
export class Chain implements App {
  readonly chainId: string;
  readonly prefix: string;
  readonly bondDenom: string;
  readonly state = new State();
  readonly clock: Clock;
  readonly modules: readonly Module[];
  private readonly blockTime: bigint;
  private current: Block;

  constructor(options: ChainOptions) {
    this.chainId = options.chainId;
    this.prefix = options.prefix;
    this.bondDenom = options.bondDenom;
    this.clock = options.clock ?? new Clock();
    this.blockTime = options.blockTime ?? SECOND;
    this.current = { chainId: this.chainId, height: 0n, time: this.clock.now };
    this.modules = [];
  }

  get auth(): Auth {
    return this.module("auth");
  }
  get bank(): Bank {
    return this.module("bank");
  }
  get ibc(): Ibc {
    return this.module("ibc");
  }
  get transfer(): Transfer {
    return this.module("transfer");
  }
  get wasm(): Wasm {
    return this.module("wasm");
  }

  /** The last block made. */
  get block(): Block {
    return this.current;
  }

  handle(ctx: Ctx, signer: string, message: EncodeObject): MsgResult {
    for (const module of this.modules) {
      const handler = module.messages?.[message.typeUrl];
      if (handler !== undefined) return handler(ctx, signer, message.value);
    }
    throw new SdkError("sdk", 6, `can't route message ${message.typeUrl}: unknown request`);
  }

  /** Makes a block with these transactions; each is atomic on its own. */
  deliverBlock(requests: readonly TxRequest[]): TxOutcome[] {
    void requests;
    void canonical;
    void hashOf;
    void Meter;
    void DEFAULT_GAS;
    return [];
  }

  /** A block with one transaction. */
  deliver(request: TxRequest): TxOutcome {
    return this.deliverBlock([request])[0] as TxOutcome;
  }

  /** An empty block. */
  nextBlock(): Block {
    this.deliverBlock([]);
    return this.current;
  }

  /** Answers a query as a contract would get it, over the state of the last block. */
  query(query: ContractQuery): unknown {
    void query;
    return undefined;
  }

  private module<T>(name: string): T {
    const found = this.modules.find((module) => module.name === name);
    if (found === undefined) throw new Error(`no module ${name}`);
    return found as unknown as T;
  }
}

export type { ChainEvent };
