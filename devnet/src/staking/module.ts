import { parseDec, truncate } from "../decimal.js";
import { event } from "../ledger.js";
import type { App, Block, ContractQuery, Ctx, Module } from "../types.js";
import { operatorAccount } from "./delegate.js";
import { stakingError } from "./errors.js";
import { stakingMessages } from "./messages.js";
import { answerStaking, bondedValidators } from "./queries.js";
import { potentialPower, tokensFromShares } from "./shares.js";
import { slash } from "./slash.js";
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

/** No time is later: CometBFT's end of time for tombstoned validators, December 31 of the year 9999. */
const FOREVER = 253_402_300_799n * 1_000_000_000n;

export interface StakingOptions extends Partial<StakingParams> {
  /** Those of genesis. */
  readonly validators: readonly GenesisValidator[];
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

  constructor(app: App, options: StakingOptions) {
    const { validators, ...params } = options;
    this.first = validators;
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
    const burned = slash(this.store, ctx, found, {
      height: infractionHeight,
      power: atInfraction,
      fraction: parseDec(fraction),
    });
    ctx.events.push(
      event("slash", {
        address: found.consensusAddress,
        power: atInfraction.toString(),
        reason: "unspecified",
        burned_coins: burned.toString(),
      }),
    );
    return burned;
  }

  /**
   * Takes a validator out of the set at the end of the block; until `until` (nanoseconds) its operator cannot unjail it.
   *
   * Throws an `SdkError`: staking/3 for an unknown validator, staking/7 for one jailed already.
   */
  jail(ctx: Ctx, validator: string, until = ctx.block.time): void {
    const found = this.store.requireValidator(validator);
    if (found.jailed) throw stakingError("validatorJailed", "cannot jail already jailed validator");
    this.store.putValidator({ ...found, jailed: true });
    this.punish(found, { jailedUntil: until });
    ctx.events.push(event("slash", { jailed: found.consensusAddress }));
  }

  /** Jails a validator for good, as x/evidence does for a double sign. Without the slash, which is a call of its own. */
  tombstone(ctx: Ctx, validator: string): void {
    const found = this.store.requireValidator(validator);
    if (!found.jailed) this.jail(ctx, validator);
    this.punish(found, { jailedUntil: FOREVER, tombstoned: true });
  }

  private punish({ consensusAddress }: Validator, change: { jailedUntil: bigint; tombstoned?: boolean }): void {
    const before = this.store.signingInfos.get(consensusAddress) ?? { tombstoned: false, jailedUntil: 0n };
    this.store.signingInfos.set(consensusAddress, { ...before, ...change });
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
