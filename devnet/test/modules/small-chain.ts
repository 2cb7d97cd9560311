import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { encodeAddress } from "../../src/address.js";
import { AuthModule } from "../../src/auth.js";
import { BankModule } from "../../src/bank.js";
import { canonical, hashOf } from "../../src/canonical.js";
import { DistributionModule, type DistributionOptions } from "../../src/distribution/module.js";
import { GovModule } from "../../src/gov/module.js";
import type { GovParams } from "../../src/gov/types.js";
import { StakingModule, type StakingOptions } from "../../src/staking/module.js";
import type { GenesisValidator } from "../../src/staking/types.js";
import { State } from "../../src/state.js";
import type {
  App,
  Block,
  ChainEvent,
  Coin,
  ContractQuery,
  Ctx,
  EncodeObject,
  Module,
  MsgResult,
  Route,
} from "../../src/types.js";

export const SECOND = 1_000_000_000n;
const PREFIX = "cosmos";

export interface SmallChainOptions {
  readonly balances: Readonly<Record<string, readonly Coin[]>>;
  readonly staking: StakingOptions;
  readonly distribution?: Partial<DistributionOptions>;
  readonly gov?: Partial<GovParams>;
  readonly bondDenom?: string;
}

/** Account address made of a name. */
export function account(name: string): string {
  return encodeAddress(PREFIX, sha256(utf8ToBytes(name)).slice(0, 20));
}

/** Operator address of the validator whose account has that name. */
export function operator(name: string): string {
  return encodeAddress(`${PREFIX}valoper`, sha256(utf8ToBytes(name)).slice(0, 20));
}

export function genesisValidator(
  name: string,
  selfDelegation: bigint,
  rest: Partial<GenesisValidator> = {},
): GenesisValidator {
  return { account: account(name), consensusPubkey: sha256(utf8ToBytes(`${name} key`)), selfDelegation, ...rest };
}

/** A chain of the modules for accounts, balances, staking and rewards, driven block by block. */
export class SmallChain implements App {
  readonly chainId = "small-1";
  readonly prefix = PREFIX;
  readonly bondDenom: string;
  readonly state = new State();
  readonly auth: AuthModule;
  readonly bank: BankModule;
  readonly staking: StakingModule;
  readonly distribution: DistributionModule;
  readonly gov: GovModule;
  private block: Block = { chainId: this.chainId, height: 0n, time: 1_700_000_000n * SECOND };

  constructor(options: SmallChainOptions) {
    this.bondDenom = options.bondDenom ?? "stake";
    this.auth = new AuthModule(this);
    this.bank = new BankModule(this);
    this.staking = new StakingModule(this, options.staking);
    this.distribution = new DistributionModule(this, this.staking, { mint: { perBlock: 0n }, ...options.distribution });
    this.gov = new GovModule(this, this.staking, options.gov);
    for (const [address, coins] of Object.entries(options.balances)) this.bank.mint(this.ctx(), address, coins);
    this.staking.genesis(this.ctx());
    this.state.commit();
  }

  get height(): bigint {
    return this.block.height;
  }

  get time(): bigint {
    return this.block.time;
  }

  ctx(events: ChainEvent[] = []): Ctx {
    return { block: this.block, txIndex: 0, events, gas: { used: 0n, limit: 0n, consume: () => undefined } };
  }

  /** Ends the block being made, if there is one, and begins the next. Answers the events of both. */
  nextBlock(seconds = 5n): ChainEvent[] {
    const ctx = this.ctx();
    if (this.block.height > 0n) {
      this.gov.endBlock(ctx);
      this.staking.endBlock(ctx);
    }
    this.block = { ...this.block, height: this.block.height + 1n, time: this.block.time + seconds * SECOND };
    const events = ctx.events;
    this.distribution.beginBlock(this.ctx(events));
    this.state.commit();
    return events;
  }

  /** Runs a message; what it wrote stays only where it did not throw. */
  deliver(
    signer: string,
    typeUrl: string,
    value: object,
  ): { readonly result: MsgResult; readonly events: readonly ChainEvent[] } {
    const ctx = this.ctx();
    const result = this.state.atomic(() => this.handle(ctx, signer, { typeUrl, value }));
    return { result, events: ctx.events };
  }

  handle(ctx: Ctx, signer: string, { typeUrl, value }: EncodeObject): MsgResult {
    const route = this.route(typeUrl);
    if (route === undefined) throw new Error(`no handler for ${typeUrl}`);
    return route.handle(ctx, signer, value);
  }

  route(typeUrl: string): Route | undefined {
    for (const { messages } of [this.bank, this.staking, this.distribution, this.gov] as readonly Module[]) {
      const handle = messages?.[typeUrl];
      if (handle !== undefined) return { handle };
    }
    return undefined;
  }

  query(query: ContractQuery): unknown {
    const answers = { ...this.bank.queries, ...this.staking.queries, ...this.distribution.queries };
    for (const [key, answer] of Object.entries(answers)) {
      if (query[key] !== undefined) return answer(query[key] as ContractQuery, this.block);
    }
    throw new Error("no such query");
  }

  stateHash(): string {
    return hashOf([...this.state.entries()].map(canonical));
  }

  get ibc(): never {
    throw new Error("no IBC here");
  }
  get transfer(): never {
    throw new Error("no IBC here");
  }
  get wasm(): never {
    throw new Error("no contracts here");
  }
}
