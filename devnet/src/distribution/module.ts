import { type Dec, parseDec } from "../decimal.js";
import { Mint, type MintOptions } from "../mint.js";
import { stakingError } from "../staking/errors.js";
import type { StakingModule } from "../staking/module.js";
import type { Delegation, StakingHooks, Validator } from "../staking/types.js";
import { lastCommit } from "../staking/validators.js";
import type { App, Block, ContractQuery, Ctx, Module } from "../types.js";
import { allocate } from "./allocate.js";
import type { DecCoins } from "./dec-coins.js";
import * as dec from "./dec-coins.js";
import { distributionMessages } from "./messages.js";
import { settleRemoved, withdrawRewards } from "./payout.js";
import { answerDistribution } from "./queries.js";
import { delegationRewards, endPeriod, initializeValidator, recordSlash, startDelegation } from "./rewards.js";
import { DistributionStore } from "./store.js";

export interface DistributionOptions {
  readonly mint: MintOptions;
  /** The community's part of all rewards, a decimal text; `"0.02"` where left out. */
  readonly communityTax?: string;
  /**
   * Where the community's tokens go: `protocolpool`, as wasmd 0.61 is wired (`MsgFundCommunityPool` of
   * x/distribution is then refused; x/protocolpool has its own), or `distribution`. The first where left out.
   */
  readonly communityPool?: "protocolpool" | "distribution";
}

const COMMUNITY_TAX = "0.02";

/** Rewards: minted with the fees of each block, divided among validators, paid to delegators. Mirrors x/distribution and x/mint. */
export class DistributionModule implements Module, StakingHooks {
  readonly name = "distribution";
  readonly messages: ReturnType<typeof distributionMessages>;
  readonly queries = {
    distribution: (query: ContractQuery, block: Block) =>
      answerDistribution(this.store, this.staking.store, query, block),
  };
  private readonly store: DistributionStore;
  private readonly mint: Mint;
  private readonly communityTax: Dec;
  private readonly externalPool: boolean;

  constructor(
    private readonly app: App,
    private readonly staking: StakingModule,
    options: DistributionOptions,
  ) {
    this.store = new DistributionStore(app);
    this.mint = new Mint(app, options.mint);
    this.communityTax = parseDec(options.communityTax ?? COMMUNITY_TAX);
    this.externalPool = options.communityPool !== "distribution";
    this.messages = distributionMessages(this.store, staking.store, app, this.externalPool);
    staking.store.attach(this);
  }

  /** Mints, and from the second block on divides what the block before has earned. */
  beginBlock(ctx: Ctx): void {
    this.mint.beginBlock(ctx);
    if (ctx.block.height <= 1n) return;
    const signers = lastCommit(this.staking.store).map(({ operator, power }) => ({
      validator: this.staking.validator(operator),
      power,
    }));
    allocate(this.store, this.app, ctx, signers, this.communityTax);
    if (this.externalPool) this.emptyPool(ctx);
  }

  /** Hands the community's whole tokens to x/protocolpool, which keeps the bond denom and leaves others in escrow. */
  private emptyPool(ctx: Ctx): void {
    const { auth, bank, bondDenom } = this.app;
    const escrow = auth.moduleAddress("protocolpool_escrow");
    const pool = this.store.communityPool;
    if (pool.length > 0) {
      const { whole, rest } = dec.truncate(pool);
      bank.send(ctx, auth.moduleAddress("distribution"), escrow, whole);
      this.store.putPool(rest);
    }
    const amount = bank.balance(escrow, bondDenom);
    if (amount > 0n) bank.send(ctx, escrow, auth.moduleAddress("protocolpool"), [{ denom: bondDenom, amount }]);
  }

  /**
   * What a withdrawal in that block would give, fractions included; nothing in the block of the last one.
   *
   * Throws an `SdkError`: staking/3 or 19 where validator or delegation are unknown.
   */
  pendingRewards(delegator: string, validator: string, height: bigint): DecCoins {
    const found = this.staking.store.requireValidator(validator);
    const delegation = this.staking.store.delegation(delegator, validator);
    if (delegation === undefined) throw stakingError("noDelegation");
    return this.rewardsOf(found, delegation, height);
  }

  /** What is kept for delegators and commission of one validator. */
  outstandingRewards(validator: string): DecCoins {
    return this.store.outstanding(validator);
  }

  /** What is kept for all validators. */
  totalOutstanding(): DecCoins {
    return this.store.totalOutstanding();
  }

  /** A validator's own part of its rewards, not yet withdrawn. */
  commission(validator: string): DecCoins {
    return this.store.commission(validator);
  }

  /** The community's part, as far as x/distribution holds it. */
  communityPool(): DecCoins {
    return this.store.communityPool;
  }

  rewardsOf(validator: Validator, delegation: Delegation, height: bigint): DecCoins {
    return delegationRewards(this.store, validator, delegation, height);
  }

  afterValidatorCreated({ operator }: Validator): void {
    initializeValidator(this.store, operator);
  }

  afterValidatorRemoved(ctx: Ctx, operator: string): void {
    settleRemoved(this.store, this.app, ctx, operator);
  }

  beforeDelegationCreated(validator: Validator): void {
    endPeriod(this.store, validator);
  }

  beforeDelegationSharesModified(ctx: Ctx, validator: Validator, delegation: Delegation): void {
    withdrawRewards(this.store, this.app, ctx, validator, delegation);
  }

  afterDelegationModified(ctx: Ctx, validator: Validator, delegation: Delegation): void {
    startDelegation(this.store, validator, delegation, ctx.block.height);
  }

  beforeValidatorSlashed(ctx: Ctx, validator: Validator, fraction: Dec): void {
    recordSlash(this.store, validator, fraction, ctx.block.height);
  }
}
