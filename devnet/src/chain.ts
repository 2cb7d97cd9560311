import { AuthModule } from "./auth.js";
import { BankModule } from "./bank.js";
import { canonical, hashOf } from "./canonical.js";
import { Clock, SECOND } from "./clock.js";
import { parseDec } from "./decimal.js";
import { DistributionModule, type DistributionOptions } from "./distribution/module.js";
import { Meter } from "./gas.js";
import { GovModule } from "./gov/module.js";
import type { GovParams } from "./gov/types.js";
import { IbcModule } from "./ibc/module.js";
import { StakingModule, type StakingOptions } from "./staking/module.js";
import { State } from "./state.js";
import { TransactionRunner, type TxOutcome, type TxRequest } from "./transaction.js";
import { TransferModule } from "./transfer/module.js";
import { TxIndex } from "./tx-index.js";
import {
  type App,
  type Block,
  type ChainEvent,
  type Coin,
  type ContractQuery,
  type Ctx,
  type EncodeObject,
  type Module,
  type MsgResult,
  type Route,
  SdkError,
} from "./types.js";
import { WasmModule } from "./wasm/module.js";
import type { WasmOptions } from "./wasm/runtime.js";

/** Enough for what no transaction pays for. */
const UNLIMITED = 2n ** 63n;

export interface ChainOptions extends Partial<StakingOptions>, Partial<DistributionOptions> {
  readonly chainId: string;
  /** Of bech32 addresses. */
  readonly prefix: string;
  readonly bondDenom: string;
  /** Shared by the chains of a network; one of its own where left out. */
  readonly clock?: Clock;
  /** Balances of genesis by address. What validators delegate to themselves is minted besides. */
  readonly balances?: Readonly<Record<string, readonly Coin[]>>;
  /** Nanoseconds by which a block moves the clock; 1 s where left out. */
  readonly blockTime?: bigint;
  /** Least fee for a unit of gas in the bond denom, a decimal text; `"0"` where left out. */
  readonly gasPrice?: string;
  readonly wasm?: WasmOptions;
  /** Parameters of x/gov; the SDK's where left out, with deposits in the bond denom. */
  readonly gov?: Partial<GovParams>;
}

/** A block that was made. */
export interface BlockRecord extends Block {
  /** Upper-case hex. */
  readonly hash: string;
  readonly transactions: readonly TxOutcome[];
  /** Of its begin and its end. */
  readonly events: readonly ChainEvent[];
}

/**
 * One chain: modules over one state, blocks, transactions. The same calls give the same state, to the last byte.
 *
 * @example
 * ```ts
 * const alice = namedAddress("juno", "alice");
 * const chain = new Chain({
 *   chainId: "juno-1",
 *   prefix: "juno",
 *   bondDenom: "ujuno",
 *   validators: [namedValidator("juno", "first", 1_000_000n)],
 *   balances: { [alice]: [{ denom: "ujuno", amount: 1000n }] },
 * });
 * chain.nextBlock();
 * chain.block.height; // 1n
 * ```
 */
export class Chain implements App {
  readonly chainId: string;
  readonly prefix: string;
  readonly bondDenom: string;
  /** As given; for clients that compute fees. */
  readonly gasPrice: string;
  readonly state = new State();
  readonly clock: Clock;
  readonly auth: AuthModule;
  readonly bank: BankModule;
  readonly staking: StakingModule;
  readonly distribution: DistributionModule;
  readonly gov: GovModule;
  readonly ibc: IbcModule;
  readonly transfer: TransferModule;
  readonly wasm: WasmModule;
  /** Transactions delivered so far. */
  readonly transactions = new TxIndex();
  private readonly modules: readonly Module[];
  private readonly runner: TransactionRunner;
  private readonly blockTime: bigint;
  private readonly blocks: BlockRecord[] = [];
  private current: Block;

  constructor(options: ChainOptions) {
    this.chainId = options.chainId;
    this.prefix = options.prefix;
    this.bondDenom = options.bondDenom;
    this.clock = options.clock ?? new Clock();
    this.blockTime = options.blockTime ?? SECOND;
    this.gasPrice = options.gasPrice ?? "0";
    this.current = { chainId: this.chainId, height: 0n, time: this.clock.now };
    this.auth = new AuthModule(this);
    this.bank = new BankModule(this);
    this.staking = new StakingModule(this, { validators: [], ...options });
    this.distribution = new DistributionModule(this, this.staking, { mint: { perBlock: 0n }, ...options });
    this.gov = new GovModule(this, this.staking, options.gov);
    this.ibc = new IbcModule(this);
    this.transfer = new TransferModule(this);
    this.wasm = new WasmModule(this, (kind, query, { block }) => this.ask(kind, query, block), options.wasm);
    // x/distribution begins before x/staking, x/gov ends before it, as chains order them.
    const { auth, bank, distribution, gov, staking, ibc, transfer, wasm } = this;
    this.modules = [auth, bank, distribution, gov, staking, ibc, transfer, wasm];
    this.runner = new TransactionRunner(this, parseDec(this.gasPrice));
    this.begin(options);
  }

  /** The last block made; height 0 before the first. */
  get block(): Block {
    return this.current;
  }

  /** Throws an `SdkError` (sdk/6) where no module has a handler for the message. */
  handle(ctx: Ctx, signer: string, message: EncodeObject): MsgResult {
    const route = this.route(message.typeUrl);
    if (route === undefined) throw new SdkError("sdk", 6, `can't route message ${message.typeUrl}: unknown request`);
    route.check?.(message.value);
    return route.handle(ctx, signer, message.value);
  }

  /** What handles the messages of that typeUrl; undefined where no module does. */
  route(typeUrl: string): Route | undefined {
    for (const module of this.modules) {
      const handle = module.messages?.[typeUrl];
      if (handle === undefined) continue;
      const check = module.checks?.[typeUrl];
      return { handle, ...(check === undefined ? {} : { check }) };
    }
    return undefined;
  }

  /** Makes a block with these transactions; each is atomic on its own. */
  deliverBlock(requests: readonly TxRequest[]): TxOutcome[] {
    const mark = this.state.checkpoint();
    const block = { chainId: this.chainId, height: this.current.height + 1n, time: this.clock.advance(this.blockTime) };
    try {
      const ctx: Ctx = { block, txIndex: 0, events: [], gas: new Meter(UNLIMITED) };
      for (const module of this.modules) module.beginBlock?.(ctx);
      const outcomes = requests.map((request, i) => this.runner.deliver(request, block, i));
      for (const module of this.modules) module.endBlock?.(ctx);
      this.state.commit();
      this.record(block, outcomes, ctx.events);
      return outcomes;
    } catch (error) {
      this.state.rollback(mark);
      throw error;
    }
  }

  /** A block with one transaction. */
  deliver(request: TxRequest): TxOutcome {
    const [outcome] = this.deliverBlock([request]);
    if (outcome === undefined) throw new Error("a block without its transaction");
    return outcome;
  }

  /** An empty block. */
  nextBlock(): Block {
    this.deliverBlock([]);
    return this.current;
  }

  /** A block by height; undefined where it was not made. */
  blockAt(height: bigint): BlockRecord | undefined {
    return this.blocks[Number(height) - 1];
  }

  /** Throws an `SdkError` where a node would not take the transaction into its next block. */
  check(request: TxRequest): void {
    this.runner.check(request, this.current.height + 1n);
  }

  /** Gas that the messages would use, nothing changed. Throws their `SdkError`; `gas` has what was used until then. */
  simulate(request: TxRequest, gas?: Meter): bigint {
    return this.runner.simulate(request, this.current, gas);
  }

  /**
   * Runs `body` as a module would that is not part of the chain (governance, a hook of another module): atomic, in the
   * last block, with gas for all. Answers its events.
   *
   * @example
   * ```ts
   * chain.run((ctx) => chain.wasm.sudo(ctx, contract, msg));
   * ```
   */
  run(body: (ctx: Ctx) => void): readonly ChainEvent[] {
    const ctx: Ctx = { block: this.current, txIndex: 0, events: [], gas: new Meter(UNLIMITED) };
    this.state.atomic(() => body(ctx));
    this.state.commit();
    return ctx.events;
  }

  /** Upper-case hex of a hash over all state: equal for equal histories. */
  stateHash(): string {
    return hashOf(this.entries());
  }

  private *entries(): Generator<string> {
    for (const [table, key, value] of this.state.entries()) yield `${table}/${key}=${canonical(value)}`;
  }

  private ask(kind: string, query: ContractQuery, block: Block): unknown {
    for (const module of this.modules) {
      const answer = module.queries?.[kind];
      if (answer !== undefined) return answer(query, block);
    }
    throw new SdkError("undefined", 1, `unsupported request: ${kind}`);
  }

  private begin({ balances = {}, validators = [] }: ChainOptions): void {
    this.run((ctx) => {
      for (const [address, coins] of Object.entries(balances)) {
        if (coins.length > 0) this.bank.mint(ctx, address, coins);
        else this.auth.touch(address);
      }
      for (const { account, selfDelegation } of validators) {
        this.bank.mint(ctx, account, [{ denom: this.bondDenom, amount: selfDelegation }]);
      }
      for (const module of this.modules) module.genesis?.(ctx);
    });
  }

  private record(block: Block, transactions: readonly TxOutcome[], events: readonly ChainEvent[]): void {
    const before = this.blocks[this.blocks.length - 1]?.hash ?? "";
    const hash = hashOf([before, canonical(block), ...transactions.map((tx) => tx.hash)]);
    this.current = block;
    this.blocks.push({ ...block, hash, transactions, events });
    for (const tx of transactions) this.transactions.add(tx);
  }
}
