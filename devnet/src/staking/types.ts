import type { Dec } from "../decimal.js";
import type { Ctx } from "../types.js";

export type BondStatus = "BOND_STATUS_UNBONDED" | "BOND_STATUS_UNBONDING" | "BOND_STATUS_BONDED";

/** A validator as x/staking keeps it. Times are nanoseconds. */
export interface Validator {
  readonly operator: string;
  /** Bech32 of the first 20 bytes of the sha256 of {@link consensusPubkey}. */
  readonly consensusAddress: string;
  /** 32 bytes, ed25519. */
  readonly consensusPubkey: Uint8Array;
  readonly moniker: string;
  readonly jailed: boolean;
  readonly status: BondStatus;
  readonly tokens: bigint;
  readonly delegatorShares: Dec;
  readonly unbondingHeight: bigint;
  readonly unbondingTime: bigint;
  readonly commission: { readonly rate: Dec; readonly maxRate: Dec; readonly maxChangeRate: Dec };
  readonly minSelfDelegation: bigint;
}

export interface Delegation {
  readonly delegator: string;
  readonly validator: string;
  readonly shares: Dec;
}

export interface UnbondingEntry {
  readonly creationHeight: bigint;
  readonly completionTime: bigint;
  readonly initialBalance: bigint;
  readonly balance: bigint;
}

export interface Unbonding {
  readonly delegator: string;
  readonly validator: string;
  readonly entries: readonly UnbondingEntry[];
}

export interface RedelegationEntry {
  readonly creationHeight: bigint;
  readonly completionTime: bigint;
  readonly initialBalance: bigint;
  readonly sharesDst: Dec;
}

export interface Redelegation {
  readonly delegator: string;
  readonly source: string;
  readonly destination: string;
  readonly entries: readonly RedelegationEntry[];
}

/** What the chain knows of a validator's punishments. Mirrors the signing info of x/slashing. */
export interface SigningInfo {
  readonly tombstoned: boolean;
  readonly jailedUntil: bigint;
}

/** A validator's weight among those that sign a block. */
export interface Signer {
  readonly operator: string;
  readonly power: bigint;
}

/** Parameters of x/staking that governance may change. */
export interface ChangeableParams {
  /** Nanoseconds. */
  readonly unbondingTime: bigint;
  readonly maxValidators: number;
  /** Unbonding and redelegation entries of one delegator for one validator or pair. */
  readonly maxEntries: number;
}

/** Parameters of x/staking. */
export interface StakingParams extends ChangeableParams {
  /** Tokens for one unit of consensus power; a validator with less is not bonded. */
  readonly powerReduction: bigint;
}

/** A validator of genesis. Rates are decimal texts; its operator's account must hold the self-delegation. */
export interface GenesisValidator {
  /** Account address of the operator; the validator's address has the same bytes. */
  readonly account: string;
  /** 32 bytes, ed25519. */
  readonly consensusPubkey: Uint8Array;
  readonly selfDelegation: bigint;
  readonly moniker?: string;
  readonly commission?: { readonly rate: string; readonly maxRate: string; readonly maxChangeRate: string };
  readonly minSelfDelegation?: bigint;
}

/** An amount with 18 places. */
export interface DecCoin {
  readonly denom: string;
  readonly amount: Dec;
}

/** What x/distribution does when stake changes. */
export interface StakingHooks {
  afterValidatorCreated(validator: Validator): void;
  afterValidatorRemoved(ctx: Ctx, operator: string): void;
  beforeDelegationCreated(validator: Validator): void;
  /** Pays the rewards. */
  beforeDelegationSharesModified(ctx: Ctx, validator: Validator, delegation: Delegation): void;
  afterDelegationModified(ctx: Ctx, validator: Validator, delegation: Delegation): void;
  beforeValidatorSlashed(ctx: Ctx, validator: Validator, fraction: Dec): void;
  /** What a withdrawal at that height would give, fractions included. */
  rewardsOf(validator: Validator, delegation: Delegation, height: bigint): readonly DecCoin[];
}
