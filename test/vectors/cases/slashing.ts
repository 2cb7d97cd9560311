import { expect } from "vitest";
import {
  applySlash,
  assertSlashRatio,
  Decimal,
  distribute,
  FULL_MULTIPLIER,
  freeBalance,
  joinStake,
  maxClaim,
  multiplierDecimal,
  type Position,
  settle,
  sharesOf,
  slashMultiplier,
  takeStake,
  valueOfShares,
} from "../../../src/math/index.js";
import { atTheLockup } from "./lockup.js";
import {
  accountOf,
  amounts,
  type Case,
  differs,
  elsewhere,
  liens,
  n,
  same,
  splitOver,
  type Verdict,
} from "./verdict.js";

const staked = (tokens: bigint): Position => ({ tokens, shares: sharesOf(tokens, FULL_MULTIPLIER) });
const NONE = staked(0n);
/** The multiplier after `lost` of `of` was slashed, as a report of the other chain gives it: a ratio of 18 places. */
const after = (lost: bigint, of: bigint) => slashMultiplier(FULL_MULTIPLIER, Decimal.fromRatio(lost, of));
const valueAfter = (tokens: bigint, m: bigint) => settle(staked(tokens), m).position.tokens;

/** A slash at the lockup, with the other liens cut. The total of what could be slashed is kept there only. */
function crossSlashes({ given, steps, expect: end }: Case): void {
  const { account } = applySlash(accountOf(given), steps[0].lienholder, n(steps[0].amount));
  expect(account.bonded).toBe(n(end.bonded));
  expect(liens(account)).toEqual(amounts(end.liens));
  expect(maxClaim(account.claims)).toBe(n(end.max_lien));
  expect(freeBalance(account)).toBe(n(end.free));
}

function burns({ given, steps, expect: end, design_expect }: Case): void {
  const wanted = design_expect ?? end;
  const parts = splitOver(n(steps[0].amount), given.delegations ?? given.bonded);
  expect(parts).toEqual(amounts(wanted.burns ?? wanted.unbond_messages));
}

const noEpoch = elsewhere(
  "messages act at once, there is no epoch: nothing waits while a validator is jailed or tombstoned",
);

export const slashing: Record<string, Verdict> = {
  "mvp-lockup-add-release-slash-1": atTheLockup,
  "mvp-lockup-slash": atTheLockup,
  "prod-native-jail": same(crossSlashes),
  "prod-slash-s2": same(crossSlashes),
  "prod-slash-s6": same(crossSlashes),
  "sdk-slash-s2": same(crossSlashes),
  "prod-slash-s1": same((data) => {
    crossSlashes(data);
    const m = after(n(data.steps[0].amount), n(data.given.ext1_stakes.validator1));
    expect(valueAfter(n(data.given.ext1_stakes.validator1), m)).toBe(n(data.expect.ext1_stakes.validator1));
  }),
  "prod-slash-pending-unbonding": same((data) => {
    crossSlashes(data);
    const { ext1_stakes, ext1_unbonding, chain_slash_amount_on_bonded } = data.given;
    const m = after(n(chain_slash_amount_on_bonded), n(ext1_stakes.validator1));
    const active = settle(staked(n(ext1_stakes.validator1)), m);
    const unbonding = settle(staked(n(ext1_unbonding.validator1)), m);
    expect(active.position.tokens).toBe(n(data.expect.ext1_stakes.validator1));
    expect(unbonding.position.tokens).toBe(n(data.expect.ext1_unbonding.validator1));
    expect(active.lost + unbonding.lost).toBe(n(data.steps[0].amount));
  }),
  "sdk-slash-tombstone": same((data) => {
    crossSlashes(data);
    const [before, left] = [n(data.given.validator_tokens_before), n(data.given.validator_tokens_after)];
    // 100M of the lien stand behind this validator: its delegation at the price and the discount of the case.
    expect(settle(staked(100000000n), after(before - left, before)).lost).toBe(n(data.expect.provider_slash_amount));
  }),
  "prod-slash-s5": differs(
    "that system cuts every lien where the sum of what could be slashed exceeds the collateral; here a claim is cut only where it is above what is bonded",
    ({ given, steps }) => {
      const { account, told } = applySlash(accountOf(given), steps[0].lienholder, n(steps[0].amount));
      expect(account.bonded).toBe(110n);
      expect(liens(account)).toEqual({ native: 100n, ext1: 90n, ext2: 80n, ext3: 100n });
      expect(told).toEqual([]);
    },
  ),
  "mvp-provider-execute-slash": same(({ steps, expect: end }) => {
    const once = slashMultiplier(FULL_MULTIPLIER, Decimal.parse(steps[0].percentage));
    expect(multiplierDecimal(once).toString()).toBe(steps[0].after.multiplier);
    const twice = slashMultiplier(once, Decimal.parse(steps[1].percentage));
    expect(multiplierDecimal(twice).toString()).toBe(end.multiplier);
    expect(() => assertSlashRatio(Decimal.parse(steps[2].percentage))).toThrow(
      expect.objectContaining({ name: "InvalidRatioError" }),
    );
  }),
  "mvp-provider-rounding-panic": same(({ given, steps }) => {
    const m = (FULL_MULTIPLIER * Decimal.parse(given.multiplier).atomics) / 10n ** 18n;
    const tokens = n(given.staked_tokens);
    let position = joinStake(NONE, m, { tokens, shares: sharesOf(tokens, m) }).position;
    expect(settle(position, m).lost).toBe(0n);
    for (const { op, amount } of steps) {
      if (op !== "unstake") continue;
      const { taken, rest, lost } = takeStake(position, m, n(amount));
      expect([lost, valueOfShares(taken.shares, m)]).toEqual([0n, n(amount)]);
      expect(valueOfShares(rest.shares, m)).toBe(rest.tokens);
      position = rest;
    }
    expect(position.tokens).toBe(97n);
  }),
  "mvp-provider-stake-with-slashing": same(({ steps, expect: end }) => {
    const [stake, first, tooMuch, some, settled, second] = steps;
    const position = staked(n(stake.amount));
    const m = slashMultiplier(FULL_MULTIPLIER, Decimal.parse(first.percentage));
    expect(() => takeStake(position, m, n(tooMuch.amount))).toThrow(
      expect.objectContaining({ name: "AmountUnderflowError" }),
    );
    const { rest, lost } = takeStake(position, m, n(some.amount));
    expect(lost).toBe(n(settled.after.slashed));
    expect(lost).toBe(n(end.lockup_slashed));
    expect(rest.tokens).toBe(n(settled.after.user_value));
    const again = slashMultiplier(m, Decimal.parse(second.percentage));
    expect(settle(rest, again).position.tokens).toBe(n(end.user_value));
  }),
  "mvp-provider-unstake-slashed": same(({ given, steps, expect: end }) => {
    const position = { tokens: n(given.locked), shares: sharesOf(n(given.shares), FULL_MULTIPLIER) };
    const { rest, lost } = takeStake(position, FULL_MULTIPLIER, n(steps[0].amount));
    expect(lost).toBe(n(end.lockup_message.slash_claim.amount));
    expect(rest.tokens).toBe(0n);
  }),
  "prod-burn-even": differs(
    "a loss is split in proportion to what was granted, by largest remainder, not in equal parts",
    ({ given, steps }) => {
      expect(splitOver(n(steps[0].amount), given.delegations)).toEqual({
        validator1: 17n,
        validator2: 33n,
        validator3: 50n,
      });
    },
  ),
  "prod-burn-fragmented": same(burns),
  "prod-burn-one": same(burns),
  "prod-burn-unfunded": same(burns),
  "prod-vs-burn-all": same(burns),
  "prod-vs-burn-single": same(burns),
  "prod-vs-burn-too-much": elsewhere("a loss is what a delegation has less than the books: it cannot be above them"),
  "prod-vs-jail": same(({ given, steps, expect: end }) => {
    const granted = n(given.bonded.val1);
    const [lost = 0n] = distribute(n(steps[0].slash_amount), [granted]);
    expect(granted - lost).toBe(n(end.bonded.val1));
    expect(Decimal.parse(given.slash_fraction_downtime).mulCeil(granted)).toBe(lost);
  }),
  "prod-vs-jail-pending-bond": noEpoch,
  "prod-vs-jail-pending-unbond": noEpoch,
  "prod-vs-tombstone-pending-unbond": noEpoch,
  "prod-ext-slash-pending-bond": differs(
    "stake in flight is slashed by its own share, once it is acknowledged; that system takes the whole loss off the claim at once, so its low end is lower. The end is the same",
    ({ given, steps, expect: end }) => {
      const { v1, v2 } = amounts(given.stakes.user1) as { v1: bigint; v2: bigint };
      const [inFlight, slashed] = [n(steps[0].amount), n(steps[1].amount)];
      const m = after(slashed, v1 + inFlight);
      const active = settle(staked(v1), m).position;
      const claim = (rest: bigint) => active.tokens + v2 + rest;
      expect({ low: claim(0n), high: claim(settle(staked(inFlight), m).position.tokens) }).toEqual({
        low: 230n,
        high: 275n,
      });
      const joined = joinStake(active, m, staked(inFlight)).position;
      expect(joined.tokens + v2).toBe(n(end.vault_claim.high));
    },
  ),
  "prod-ext-valset-tombstone-pending-bond": same(({ given, expect: end }) => {
    const m = slashMultiplier(FULL_MULTIPLIER, Decimal.parse(given.slash_ratio));
    expect(joinStake(NONE, m, staked(n(given.stakes.bob.v1.high))).lost).toBe(n(end.slashes.bob));
  }),
  "prod-ext-valset-tombstone-slash": same(({ given, expect: end }) => {
    const m = slashMultiplier(FULL_MULTIPLIER, Decimal.parse(given.slash_ratio));
    expect(settle(staked(n(given.stakes.bob.v1)), m).lost).toBe(n(end.slashes.bob));
  }),
};
