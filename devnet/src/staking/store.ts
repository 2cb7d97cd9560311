import { memoized, sortKey } from "../address.js";
import { Ledger } from "../ledger.js";
import type { State, Table } from "../state.js";
import type { App, Auth, Bank, Coin, Ctx } from "../types.js";
import { stakingError } from "./errors.js";
import { potentialPower } from "./shares.js";
import type {
  ChangeableParams,
  Delegation,
  Redelegation,
  Signer,
  SigningInfo,
  StakingHooks,
  StakingParams,
  Unbonding,
  Validator,
} from "./types.js";

/** 20 digits hold every height and every time in nanoseconds up to the year 5138. */
const DIGITS = 20;

/** A number as part of a key, sorting by size. */
export function numberKey(value: bigint): string {
  return value.toString().padStart(DIGITS, "0");
}

/** A queue by time; entries of one time keep the order they came in. */
class TimeQueue<V> {
  private readonly entries: Table<V>;
  private readonly counters: Table<bigint>;

  constructor(state: State, name: string) {
    this.entries = state.table(`staking/${name}`);
    this.counters = state.table("staking/counters");
  }

  push(time: bigint, value: V): void {
    const count = this.counters.get("queued") ?? 0n;
    this.counters.set("queued", count + 1n);
    this.entries.set(`${numberKey(time)}/${numberKey(count)}`, value);
  }

  /** Takes out all that is due at `now`. */
  *due(now: bigint): Generator<V> {
    for (const [key, value] of this.entries.range(undefined, numberKey(now + 1n))) {
      this.entries.delete(key);
      yield value;
    }
  }
}

interface QueuedUnbonding {
  readonly delegator: string;
  readonly validator: string;
}

interface QueuedRedelegation {
  readonly delegator: string;
  readonly source: string;
  readonly destination: string;
}

/** State of x/staking and the pools of tokens behind it. Keys sort as x/staking's do, which fixes every order below. */
export class StakingStore {
  readonly validators: Table<Validator>;
  readonly byConsensus: Table<string>;
  /** Of validators that are not jailed, least power first. */
  readonly byPower: Table<string>;
  readonly lastPowers: Table<Signer>;
  readonly signerSets: Table<readonly (readonly Signer[])[]>;
  readonly signingInfos: Table<SigningInfo>;
  readonly unbondingQueue: TimeQueue<QueuedUnbonding>;
  readonly redelegationQueue: TimeQueue<QueuedRedelegation>;
  /** Unbonding validators by `time/height/operator`. */
  readonly validatorQueue: Table<string>;
  readonly ledger: Ledger;
  private readonly delegations: Table<Delegation>;
  private readonly unbondings: Table<Unbonding>;
  private readonly unbondingsByValidator: Table<string>;
  private readonly redelegations: Table<Redelegation>;
  private readonly redelegationsBySource: Table<string>;
  private readonly redelegationsByDestination: Table<string>;
  private readonly changedParams: Table<ChangeableParams>;
  private attached: StakingHooks | undefined;

  constructor(
    private readonly app: App,
    private readonly genesisParams: StakingParams,
  ) {
    const { state } = app;
    this.validators = state.table("staking/validators");
    this.byConsensus = state.table("staking/byConsensus");
    this.byPower = state.table("staking/byPower");
    this.lastPowers = state.table("staking/lastPowers");
    this.signerSets = state.table("staking/signerSets");
    this.signingInfos = state.table("slashing/infos");
    this.unbondingQueue = new TimeQueue(state, "unbondingQueue");
    this.redelegationQueue = new TimeQueue(state, "redelegationQueue");
    this.validatorQueue = state.table("staking/validatorQueue");
    this.delegations = state.table("staking/delegations");
    this.unbondings = state.table("staking/unbondings");
    this.unbondingsByValidator = state.table("staking/unbondingsByValidator");
    this.redelegations = state.table("staking/redelegations");
    this.redelegationsBySource = state.table("staking/redelegationsBySource");
    this.redelegationsByDestination = state.table("staking/redelegationsByDestination");
    this.changedParams = state.table("staking/params");
    this.ledger = new Ledger(state);
  }

  get params(): StakingParams {
    const changed = this.changedParams.get("all");
    return changed === undefined ? this.genesisParams : { ...this.genesisParams, ...changed };
  }

  changeParams(params: ChangeableParams): void {
    this.changedParams.set("all", params);
  }

  get denom(): string {
    return this.app.bondDenom;
  }

  get prefix(): string {
    return this.app.prefix;
  }

  get auth(): Auth {
    return this.app.auth;
  }

  get bank(): Bank {
    return this.app.bank;
  }

  /** Name of the pool that holds the tokens of validators in that state. */
  pool(bonded: boolean): string {
    return this.app.auth.moduleAddress(bonded ? "bonded_tokens_pool" : "not_bonded_tokens_pool");
  }

  attach(hooks: StakingHooks): void {
    this.attached = hooks;
  }

  get hooks(): StakingHooks {
    if (this.attached === undefined) throw new Error("x/staking runs only with x/distribution attached");
    return this.attached;
  }

  coin(amount: bigint): Coin {
    return { denom: this.denom, amount };
  }

  validator(operator: string): Validator | undefined {
    return this.validators.get(sortKey(operator));
  }

  /** Throws an `SdkError` (staking/3) where there is none. */
  requireValidator(operator: string): Validator {
    const validator = this.validator(operator);
    if (validator === undefined) throw stakingError("noValidatorFound");
    return validator;
  }

  /** Puts a validator, keeping the order by power. */
  putValidator(validator: Validator): void {
    const before = this.validator(validator.operator);
    if (before !== undefined) this.byPower.delete(this.powerKey(before));
    this.validators.set(sortKey(validator.operator), validator);
    if (!validator.jailed) this.byPower.set(this.powerKey(validator), validator.operator);
  }

  deleteValidator(validator: Validator): void {
    this.byPower.delete(this.powerKey(validator));
    this.validators.delete(sortKey(validator.operator));
    this.byConsensus.delete(validator.consensusAddress);
  }

  /** Validators that are not jailed, most power first; of equal power the lower address first. */
  *validatorsByPower(): Generator<Validator> {
    for (const [, operator] of this.byPower.range(undefined, undefined, "descending")) {
      yield this.requireValidator(operator);
    }
  }

  private powerKey(validator: Validator): string {
    const power = potentialPower(validator, this.params.powerReduction);
    return `${numberKey(power)}/${inverted(validator.operator)}`;
  }

  delegation(delegator: string, operator: string): Delegation | undefined {
    return this.delegations.get(pairKey(delegator, operator));
  }

  /** By validator address. */
  delegationsOf(delegator: string): Delegation[] {
    return [...this.delegations.prefixed(`${sortKey(delegator)}/`)].map(([, delegation]) => delegation);
  }

  putDelegation(delegation: Delegation): void {
    this.delegations.set(pairKey(delegation.delegator, delegation.validator), delegation);
  }

  deleteDelegation(delegation: Delegation): void {
    this.delegations.delete(pairKey(delegation.delegator, delegation.validator));
  }

  unbonding(delegator: string, operator: string): Unbonding | undefined {
    return this.unbondings.get(pairKey(delegator, operator));
  }

  unbondingsFrom(operator: string): Unbonding[] {
    return followed(this.unbondingsByValidator, this.unbondings, `${sortKey(operator)}/`);
  }

  /** Deletes it where no entries are left. */
  putUnbonding(unbonding: Unbonding): void {
    const key = pairKey(unbonding.delegator, unbonding.validator);
    const index = pairKey(unbonding.validator, unbonding.delegator);
    if (unbonding.entries.length === 0) {
      this.unbondings.delete(key);
      this.unbondingsByValidator.delete(index);
    } else {
      this.unbondings.set(key, unbonding);
      this.unbondingsByValidator.set(index, key);
    }
  }

  redelegation(delegator: string, source: string, destination: string): Redelegation | undefined {
    return this.redelegations.get(`${pairKey(delegator, source)}/${sortKey(destination)}`);
  }

  redelegationsFrom(operator: string): Redelegation[] {
    return followed(this.redelegationsBySource, this.redelegations, `${sortKey(operator)}/`);
  }

  /** Whether a redelegation of that delegator to that validator is still going on. */
  isReceivingRedelegation(delegator: string, destination: string): boolean {
    for (const _ of this.redelegationsByDestination.prefixed(`${pairKey(delegator, destination)}/`)) return true;
    return false;
  }

  /** Deletes it where no entries are left. */
  putRedelegation(redelegation: Redelegation): void {
    const { delegator, source, destination } = redelegation;
    const key = `${pairKey(delegator, source)}/${sortKey(destination)}`;
    const bySource = `${pairKey(source, delegator)}/${sortKey(destination)}`;
    const byDestination = `${pairKey(delegator, destination)}/${sortKey(source)}`;
    if (redelegation.entries.length === 0) {
      this.redelegations.delete(key);
      this.redelegationsBySource.delete(bySource);
      this.redelegationsByDestination.delete(byDestination);
    } else {
      this.redelegations.set(key, redelegation);
      this.redelegationsBySource.set(bySource, key);
      this.redelegationsByDestination.set(byDestination, key);
    }
  }

  /** Moves tokens between the pools. Zero is sent too, as empty coins: x/bank emits its events all the same. */
  movePool(ctx: Ctx, amount: bigint, toBonded: boolean): void {
    const coins = amount === 0n ? [] : [this.coin(amount)];
    this.bank.send(ctx, this.pool(!toBonded), this.pool(toBonded), coins);
  }

  burnPool(ctx: Ctx, amount: bigint, bonded: boolean): void {
    if (amount > 0n) this.bank.burn(ctx, this.pool(bonded), [this.coin(amount)]);
  }
}

function pairKey(a: string, b: string): string {
  return `${sortKey(a)}/${sortKey(b)}`;
}

/** Values of a table in the order of an index that names their keys. */
function followed<V>(index: Table<string>, values: Table<V>, prefix: string): V[] {
  return [...index.prefixed(prefix)].map(([, key]) => values.get(key)).filter((value) => value !== undefined);
}

/** Turns the order of addresses of one length around; the leading length stays. */
const inverted = memoized((operator) => {
  const key = sortKey(operator);
  return key.slice(0, 2) + key.slice(2).replace(/./g, (digit) => (15 - Number.parseInt(digit, 16)).toString(16));
});
