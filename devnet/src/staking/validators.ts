/** Who validates. Mirrors `BlockValidatorUpdates` of x/staking's keeper and the delays of CometBFT. */

import { sha256 } from "@noble/hashes/sha2.js";
import { decodeAddress, encodeAddress, sortKey } from "../address.js";
import { ONE, parseDec } from "../decimal.js";
import { event } from "../ledger.js";
import { plainError, rootError } from "../sdk-error.js";
import type { Ctx } from "../types.js";
import { delegate, isBonded, removeValidator } from "./delegate.js";
import { stakingError } from "./errors.js";
import { potentialPower } from "./shares.js";
import { numberKey, type StakingStore } from "./store.js";
import type { GenesisValidator, Signer, Validator } from "./types.js";

const PUBKEY_BYTES = 32;
const CONSENSUS_ADDRESS_BYTES = 20;
/** An update of block H votes from H + 2 on, and its votes are counted in H + 3. */
const SETS_KEPT = 3;

/**
 * Makes a validator with its self-delegation out of the operator's account. Mirrors `MsgCreateValidator`.
 *
 * Throws an `SdkError`: staking/4 and 5 where operator or key are taken, sdk/5 without the tokens.
 */
export function createValidator(store: StakingStore, ctx: Ctx, genesis: GenesisValidator): Validator {
  const operator = encodeAddress(`${store.prefix}valoper`, decodeAddress(store.prefix, genesis.account));
  const { consensusPubkey, selfDelegation, minSelfDelegation = 1n } = genesis;
  if (consensusPubkey.length !== PUBKEY_BYTES)
    throw rootError("invalidRequest", "consensus key of other than 32 bytes");
  if (selfDelegation < minSelfDelegation) throw stakingError("selfDelegationBelowMinimum");
  const hash = sha256(consensusPubkey).slice(0, CONSENSUS_ADDRESS_BYTES);
  const consensusAddress = encodeAddress(`${store.prefix}valcons`, hash);
  if (store.validator(operator) !== undefined) throw stakingError("validatorOwnerExists");
  if (store.byConsensus.has(consensusAddress)) throw stakingError("validatorPubKeyExists");

  const validator: Validator = {
    operator,
    consensusAddress,
    consensusPubkey,
    moniker: genesis.moniker ?? operator,
    jailed: false,
    status: "BOND_STATUS_UNBONDED",
    tokens: 0n,
    delegatorShares: 0n,
    unbondingHeight: 0n,
    unbondingTime: 0n,
    commission: readCommission(genesis),
    minSelfDelegation,
  };
  store.putValidator(validator);
  store.byConsensus.set(consensusAddress, operator);
  store.hooks.afterValidatorCreated(validator);
  delegate(store, ctx, genesis.account, operator, selfDelegation, "account");
  const amount = `${selfDelegation}${store.denom}`;
  ctx.events.push(event("create_validator", { validator: operator, amount }));
  return validator;
}

function readCommission(genesis: GenesisValidator): Validator["commission"] {
  const given = genesis.commission ?? { rate: "0", maxRate: "1", maxChangeRate: "1" };
  const rate = parseDec(given.rate);
  const maxRate = parseDec(given.maxRate);
  const maxChangeRate = parseDec(given.maxChangeRate);
  if (rate < 0n || maxChangeRate < 0n) throw stakingError("commissionNegative");
  if (maxRate > ONE) throw stakingError("commissionHuge");
  if (rate > maxRate || maxChangeRate > maxRate) throw stakingError("commissionAboveMax");
  return { rate, maxRate, maxChangeRate };
}

/**
 * Bonds the most powerful validators and unbonds those that fell out, moving their tokens between the pools. Mirrors
 * `ApplyAndReturnValidatorSetUpdates`.
 */
export function updateValidatorSet(store: StakingStore, ctx: Ctx): void {
  const gone = new Map(store.lastPowers.range());
  let changed = false;
  let toBonded = 0n;
  let count = 0;
  for (const validator of store.validatorsByPower()) {
    const power = potentialPower(validator, store.params.powerReduction);
    if (count === store.params.maxValidators || power === 0n) break;
    const { operator } = validator;
    const key = sortKey(operator);
    if (!isBonded(validator.status)) {
      toBonded += validator.tokens;
      bond(store, validator);
    }
    if (gone.get(key)?.power !== power) {
      changed = true;
      store.lastPowers.set(key, { operator, power });
    }
    gone.delete(key);
    count += 1;
  }
  for (const [key, { operator }] of gone) {
    const validator = store.requireValidator(operator);
    changed = true;
    toBonded -= validator.tokens;
    beginUnbonding(store, ctx, validator);
    store.lastPowers.delete(key);
  }
  if (toBonded > 0n) store.movePool(ctx, toBonded, true);
  if (toBonded < 0n) store.movePool(ctx, -toBonded, false);
  recordSigners(store, changed);
}

function bond(store: StakingStore, validator: Validator): void {
  store.validatorQueue.delete(queueKey(validator));
  store.putValidator({ ...validator, status: "BOND_STATUS_BONDED" });
  if (!store.signingInfos.has(validator.consensusAddress)) {
    store.signingInfos.set(validator.consensusAddress, { tombstoned: false, jailedUntil: 0n });
  }
}

function beginUnbonding(store: StakingStore, ctx: Ctx, validator: Validator): void {
  const unbonding: Validator = {
    ...validator,
    status: "BOND_STATUS_UNBONDING",
    unbondingTime: ctx.block.time + store.params.unbondingTime,
    unbondingHeight: ctx.block.height,
  };
  store.putValidator(unbonding);
  store.validatorQueue.set(queueKey(unbonding), unbonding.operator);
}

function queueKey(validator: Validator): string {
  const { unbondingTime, unbondingHeight, operator } = validator;
  return `${numberKey(unbondingTime)}/${numberKey(unbondingHeight)}/${sortKey(operator)}`;
}

/** Validators whose unbonding is over become unbonded; those without shares are forgotten. */
export function unbondMatureValidators(store: StakingStore, ctx: Ctx): void {
  for (const [key, operator] of store.validatorQueue.range(undefined, numberKey(ctx.block.time + 1n))) {
    const unbonded: Validator = { ...store.requireValidator(operator), status: "BOND_STATUS_UNBONDED" };
    store.validatorQueue.delete(key);
    store.putValidator(unbonded);
    if (unbonded.delegatorShares === 0n) removeValidator(store, ctx, unbonded);
  }
}

/** Remembers who is bonded at the end of this block, for the blocks whose votes these are. */
function recordSigners(store: StakingStore, changed: boolean): void {
  const kept = store.signerSets.get("sets") ?? [];
  const last = kept[kept.length - 1];
  if (!changed && last !== undefined && kept.every((set) => set === last)) return;
  const sorted = () => [...store.lastPowers.range()].map(([, signer]) => signer).sort(bySignerOrder(store));
  const set = changed || last === undefined ? sorted() : last;
  const before = kept.length === 0 ? new Array<readonly Signer[]>(SETS_KEPT - 1).fill(set) : kept.slice(1);
  store.signerSets.set("sets", [...before, set]);
}

/** CometBFT's order: most power first, then by consensus address. */
function bySignerOrder(store: StakingStore): (a: Signer, b: Signer) => number {
  const address = (signer: Signer) => sortKey(store.requireValidator(signer.operator).consensusAddress);
  return (a, b) => {
    if (a.power !== b.power) return a.power > b.power ? -1 : 1;
    return address(a) < address(b) ? -1 : 1;
  };
}

/** Whose votes the block being made counts: those bonded three blocks ago. Throws before genesis. */
export function lastCommit(store: StakingStore): readonly Signer[] {
  const set = store.signerSets.get("sets")?.[0];
  if (set === undefined) throw plainError("no validators: x/staking's genesis has not run");
  return set;
}
