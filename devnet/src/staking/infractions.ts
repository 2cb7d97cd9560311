/** What validators are punished for. Mirrors x/slashing and x/evidence, which decide, over x/staking, which slashes. */

import { sortKey } from "../address.js";
import { parseDec } from "../decimal.js";
import { event } from "../ledger.js";
import { plainError } from "../sdk-error.js";
import type { Ctx } from "../types.js";
import { stakingError } from "./errors.js";
import { potentialPower } from "./shares.js";
import { slash } from "./slash.js";
import type { StakingStore } from "./store.js";
import type { Validator } from "./types.js";
import { lastCommit } from "./validators.js";

/** Parameters of x/slashing. Nobody misses blocks by himself here, so there is no window. */
export interface SlashingParams {
  /** Decimal texts. */
  readonly slashFractionDowntime: string;
  readonly slashFractionDoubleSign: string;
  /** Nanoseconds. */
  readonly downtimeJailDuration: bigint;
}

export const SLASHING_DEFAULTS: SlashingParams = {
  slashFractionDowntime: "0.01",
  slashFractionDoubleSign: "0.05",
  downtimeJailDuration: 600n * 1_000_000_000n,
};

/** No time is later: CometBFT's end of time for tombstoned validators, December 31 of the year 9999. */
const FOREVER = 253_402_300_799n * 1_000_000_000n;

/** Blocks from the one whose votes are counted back to the one that chose its signers, as x/slashing counts them. */
const DOWNTIME_DELAY = 2n;
const EVIDENCE_DELAY = 1n;

/** When a validator did wrong, with how much power, and what it costs. */
export interface Infraction {
  readonly height: bigint;
  readonly power: bigint;
  readonly fraction: string;
}

/** Slashes, and tells it with the reason and further attributes. Answers the tokens burned of the validator's own. */
export function slashFor(
  store: StakingStore,
  ctx: Ctx,
  validator: Validator,
  { height, power, fraction }: Infraction,
  reason: string,
  more: Readonly<Record<string, string>> = {},
): bigint {
  const burned = slash(store, ctx, validator, { height, power, fraction: parseDec(fraction) });
  const told = { address: validator.consensusAddress, power: power.toString(), reason, ...more };
  ctx.events.push(event("slash", { ...told, burned_coins: burned.toString() }));
  return burned;
}

/** Throws an `SdkError` (staking/7) for a validator jailed already. */
export function jail(store: StakingStore, ctx: Ctx, validator: Validator, until: bigint): void {
  putInJail(store, validator.operator, until);
  ctx.events.push(event("slash", { jailed: validator.consensusAddress }));
}

function putInJail(store: StakingStore, operator: string, until: bigint): void {
  const validator = store.requireValidator(operator);
  if (validator.jailed) throw stakingError("validatorJailed", "cannot jail already jailed validator");
  store.putValidator({ ...validator, jailed: true });
  punish(store, validator, { jailedUntil: until });
}

export function tombstone(store: StakingStore, ctx: Ctx, validator: Validator): void {
  if (!store.requireValidator(validator.operator).jailed) jail(store, ctx, validator, FOREVER);
  punish(store, validator, { jailedUntil: FOREVER, tombstoned: true });
}

function punish(
  store: StakingStore,
  { consensusAddress }: Validator,
  change: { jailedUntil: bigint; tombstoned?: boolean },
): void {
  const before = store.signingInfos.get(consensusAddress) ?? { tombstoned: false, jailedUntil: 0n };
  store.signingInfos.set(consensusAddress, { ...before, ...change });
}

/**
 * A bonded validator has missed too many blocks: slashed by its power of the last votes that were counted, and jailed.
 *
 * Throws an `SdkError`: staking/7 for one jailed already, undefined/1 for one whose votes are not counted.
 */
export function downtime(store: StakingStore, ctx: Ctx, validator: Validator, params: SlashingParams): bigint {
  if (validator.jailed) throw stakingError("validatorJailed", "cannot jail already jailed validator");
  const signer = lastCommit(store).find(({ operator }) => operator === validator.operator);
  if (signer === undefined) throw plainError(`${validator.operator} signs no blocks, and can miss none`);
  const height = ctx.block.height - DOWNTIME_DELAY;
  const infraction = { height, power: signer.power, fraction: params.slashFractionDowntime };
  const jailed = { jailed: validator.consensusAddress };
  const burned = slashFor(store, ctx, validator, infraction, "missing_signature", jailed);
  putInJail(store, validator.operator, ctx.block.time + params.downtimeJailDuration);
  return burned;
}

/**
 * A validator has signed two blocks at `height`: slashed by its power then, jailed and tombstoned. Nothing happens to
 * one that is tombstoned already.
 *
 * Throws an `SdkError` (undefined/1) for an unbonded one, of whom a chain takes no evidence, and a height to come.
 */
export function doubleSign(
  store: StakingStore,
  ctx: Ctx,
  validator: Validator,
  params: SlashingParams,
  at: { readonly height: bigint; readonly power?: bigint },
): bigint {
  if (store.signingInfos.get(validator.consensusAddress)?.tombstoned === true) return 0n;
  const now = store.lastPowers.get(sortKey(validator.operator))?.power;
  const power = at.power ?? now ?? potentialPower(validator, store.params.powerReduction);
  const infraction = { height: at.height - EVIDENCE_DELAY, power, fraction: params.slashFractionDoubleSign };
  const burned = slashFor(store, ctx, validator, infraction, "double_sign");
  tombstone(store, ctx, validator);
  return burned;
}
