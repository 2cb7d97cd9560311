import { truncate } from "../decimal.js";
import { event } from "../ledger.js";
import type { App, Block, ContractQuery, Ctx, Module } from "../types.js";
import { operatorAccount } from "./delegate.js";
import {
  doubleSign,
  downtime,
  jail,
  SLASHING_DEFAULTS,
  type SlashingParams,
  slashFor,
  tombstone,
} from "./infractions.js";
import { stakingMessages } from "./messages.js";
import { answerStaking, bondedValidators } from "./queries.js";
import { potentialPower, tokensFromShares } from "./shares.js";
import { StakingStore } from "./store.js";
import type { GenesisValidator, RedelegationEntry, StakingParams, UnbondingEntry, Validator } from "./types.js";
import { completeRedelegation, completeUnbonding } from "./unbonding.js";
import { createValidator, unbondMatureValidators, updateValidatorSet } from "./validators.js";

const DAY = 86_400_000_000_000n;

/** The SDK's defaults, save the unbonding time of testnets. */
const DEFAULTS: StakingParams = {
  unbondingTime: 21n * DAY,
  maxValidators: 100,
  maxEntries: 7,
  powerReduction: 1_000_000n,
};

export interface StakingOptions extends Partial<StakingParams> {
  /** Those of genesis. */
  readonly validators: readonly GenesisValidator[];
  readonly slashing?: Partial<SlashingParams>;
}

/**
 * Validators, delegations, unbonding and slashing. Mirrors x/staking and, for jail and tombstones, x/slashing; no one
 * misses blocks.
 *
 * Runs with x/distribution only, which attaches itself.
 */
export class StakingModule implements Module {
  readonly name = "staking";
  /** State and parameters, for x/distribution. */
  readonly store: StakingStore;
  readonly messages: ReturnType<typeof stakingMessages>;
  readonly queries = {
    staking: (query: ContractQuery, block: Block) => answerStaking(this.store, query, block),
  };

  private readonly first: readonly GenesisValidator[];
  private readonly slashing: SlashingParams;

  constructor(app: App, options: StakingOptions) {
    const { validators, slashing, ...params } = options;
    this.first = validators;
    this.slashing = { ...SLASHING_DEFAULTS, ...slashing };
    this.store = new StakingStore(app, { ...DEFAULTS, ...params });
    this.messages = stakingMessages(this.store);
  }

  /** Makes the first validators, whose operators must hold their self-delegation, and bonds them. */
  genesis(ctx: Ctx): void {
    for (const validator of this.first) createValidator(this.store, ctx, validator);
    updateValidatorSet(this.store, ctx);
  }

  endBlock(ctx: Ctx): void {
    updateValidatorSet(this.store, ctx);
    unbondMatureValidators(this.store, ctx);
    for (const { delegator, validator } of this.store.unbondingQueue.due(ctx.block.time)) {
      const paid = completeUnbonding(this.store, ctx, delegator, validator);
      if (paid === undefined) continue;
      ctx.events.push(event("complete_unbonding", { amount: this.text(paid), validator, delegator }));
    }
    for (const { delegator, source, destination } of this.store.redelegationQueue.due(ctx.block.time)) {
      const done = completeRedelegation(this.store, ctx, delegator, source, destination);
      if (done === undefined) continue;
      ctx.events.push(
        event("complete_redelegation", {
          amount: this.text(done),
          delegator,
          source_validator: source,
          destination_validator: destination,
        }),
      );
    }
  }

  private text(amount: bigint): string {
    return amount === 0n ? "" : `${amount}${this.store.denom}`;
  }

  /**
   * Slashes a validator (operator address) by a fraction such as `"0.05"` of the consensus power it had at the
   * infraction: at this block and with the power of now where left out. Answers the tokens burned of its own.
   *
   * Power is in whole units of the power reduction, as on a chain, so a remainder of tokens is not slashed.
   *
   * Throws an `SdkError`: staking/3 for an unknown validator, undefined/1 for an unbonded one or a height to come.
   */
  slash(ctx: Ctx, validator: string, fraction: string, infractionHeight = ctx.block.height, power?: bigint): bigint {
    const found = this.store.requireValidator(validator);
    const atInfraction = power ?? potentialPower(found, this.store.params.powerReduction);
    const infraction = { height: infractionHeight, power: atInfraction, fraction };
    return slashFor(this.store, ctx, found, infraction, "unspecified");
  }

  /**
   * Takes a validator out of the set at the end of the block; until `until` (nanoseconds) its operator cannot unjail it.
   *
   * Throws an `SdkError`: staking/3 for an unknown validator, staking/7 for one jailed already.
   */
  jail(ctx: Ctx, validator: string, until = ctx.block.time): void {
    jail(this.store, ctx, this.store.requireValidator(validator), until);
  }

  /** Jails a validator for good, as x/evidence does for a double sign. Without the slash, which is a call of its own. */
  tombstone(ctx: Ctx, validator: string): void {
    tombstone(this.store, ctx, this.store.requireValidator(validator));
  }

  /**
   * A bonded validator has missed too many blocks: a small slash, and jail until the operator may unjail it (1 % and
   * ten minutes unless the chain's `slashing` says otherwise). Answers the tokens burned of its own.
   *
   * Throws an `SdkError`: staking/3 for an unknown validator, staking/7 for one jailed already, undefined/1 for one that
   * does not sign.
   *
   * @example
   * ```ts
   * chain.run((ctx) => {
   *   chain.staking.downtime(ctx, namedOperator("juno", "first"));
   * });
   * ```
   */
  downtime(ctx: Ctx, validator: string): bigint {
    return downtime(this.store, ctx, this.store.requireValidator(validator), this.slashing);
  }

  /**
   * A validator has signed two blocks at that height (this one's where left out): a slash of 5 %, unless the chain's
   * `slashing` says otherwise, by the power it had then (now, where left out), jail for good. Answers the tokens burned
   * of its own; 0 for one tombstoned already.
   *
   * Throws an `SdkError`: staking/3 for an unknown validator, undefined/1 for an unbonded one and for a height to come.
   *
   * @example
   * ```ts
   * chain.run((ctx) => {
   *   chain.staking.doubleSign(ctx, namedOperator("juno", "first"));
   * });
   * ```
   */
  doubleSign(ctx: Ctx, validator: string, height = ctx.block.height, power?: bigint): bigint {
    const at = { height, ...(power === undefined ? {} : { power }) };
    return doubleSign(this.store, ctx, this.store.requireValidator(validator), this.slashing, at);
  }

  isTombstoned(validator: string): boolean {
    const { consensusAddress } = this.store.requireValidator(validator);
    return this.store.signingInfos.get(consensusAddress)?.tombstoned ?? false;
  }

  /** Account address of a validator's operator. */
  operatorAccount(validator: string): string {
    return operatorAccount(validator);
  }

  validator(operator: string): Validator | undefined {
    return this.store.validator(operator);
  }

  /** All of them, by address. */
  validators(): Validator[] {
    return [...this.store.validators.range()].map(([, validator]) => validator);
  }

  /** Bonded ones, most power first. */
  bondedValidators(): Validator[] {
    return bondedValidators(this.store);
  }

  /** Tokens a delegation is worth, truncated; 0 where there is none. */
  delegation(delegator: string, validator: string): bigint {
    const found = this.store.delegation(delegator, validator);
    if (found === undefined) return 0n;
    return truncate(tokensFromShares(this.store.requireValidator(validator), found.shares));
  }

  unbondingEntries(delegator: string, validator: string): readonly UnbondingEntry[] {
    return this.store.unbonding(delegator, validator)?.entries ?? [];
  }

  redelegationEntries(delegator: string, source: string, destination: string): readonly RedelegationEntry[] {
    return this.store.redelegation(delegator, source, destination)?.entries ?? [];
  }

  /** Tokens of all bonded validators: the balance of the bonded pool. */
  totalBonded(): bigint {
    return this.poolBalance(true);
  }

  /** Balance of the pool of bonded validators, or of the other with all that is unbonding. */
  poolBalance(bonded: boolean): bigint {
    return this.store.ledger.balance(this.store.pool(bonded), this.store.denom);
  }
}
