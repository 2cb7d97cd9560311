import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amount, law, positive, supply, upTo } from "../../test/vectors/arbitrary.js";
import { AmountOverflowError, DivisionByZeroError, InvalidAmountError } from "../errors/number.js";
import {
  claimRewards,
  indexAfter,
  pendingRewards,
  REWARD_BITS,
  type RewardAccount,
  settleRewards,
  splitWhole,
} from "./rewards.js";
import { MAX_UINT128, MAX_UINT256 } from "./uint.js";

const fresh = (shares: bigint): RewardAccount => ({ shares, index: 0n, earned: 0n });
const holding = positive(upTo(MAX_UINT256 >> 8n));
const holders = fc.array(holding, { minLength: 1, maxLength: 12 });
const sum = (values: readonly bigint[]) => values.reduce((a, b) => a + b, 0n);

describe("indexAfter", () => {
  test("default", () => {
    expect(indexAfter(0n, 1n, 1n)).toBe(1n << REWARD_BITS);
    expect(indexAfter(7n, 0n, 1n)).toBe(7n);
  });

  test("behavior: never falls, and grows with the reward", () => {
    law([supply, amount, amount, holding], (index, a, b, shares) => {
      const [low, high] = a < b ? [a, b] : [b, a];
      return (
        indexAfter(index, low, shares) >= index && indexAfter(index, low, shares) <= indexAfter(index, high, shares)
      );
    });
  });

  test("error: DivisionByZeroError, AmountOverflowError, InvalidAmountError", () => {
    expect(() => indexAfter(0n, 1n, 0n)).toThrow(DivisionByZeroError);
    const top = (1n << 512n) - 1n;
    expect(() => indexAfter(top, 1n, 1n)).toThrow(expect.objectContaining({ bits: 512 }));
    expect(() => indexAfter(top + 1n, 1n, 1n)).toThrow(InvalidAmountError);
    expect(() => indexAfter(0n, -1n, 1n)).toThrow(InvalidAmountError);
    expect(() => indexAfter(0n, 1n, MAX_UINT256 + 1n)).toThrow(InvalidAmountError);
  });
});

describe("settleRewards, pendingRewards, splitWhole", () => {
  test("behavior: what holders earn adds up to no more than what came, and to less than one unit each below", () => {
    law([holders, fc.array(amount, { minLength: 1, maxLength: 6 })], (shares, rewards) => {
      const total = sum(shares);
      const index = rewards.reduce((now, reward) => indexAfter(now, reward, total), 0n);
      if (sum(rewards) > MAX_UINT128) return true;
      const paid = sum(shares.map((own) => pendingRewards(fresh(own), index)));
      return paid <= sum(rewards) && sum(rewards) - paid <= BigInt(shares.length);
    });
  });

  test("behavior: who holds all shares is paid all, of every reward", () => {
    law([holding, fc.array(supply, { maxLength: 10 })], (shares, rewards) => {
      let index = 0n;
      let account = fresh(shares);
      for (const reward of rewards) {
        index = indexAfter(index, reward, shares);
        const claim = claimRewards(account, index);
        if (claim.paid !== reward) return false;
        account = claim.account;
      }
      return true;
    });
  });

  test("behavior: settling in between changes nothing", () => {
    law([holding, fc.array(fc.tuple(supply, fc.boolean()), { maxLength: 8 })], (shares, rewards) => {
      let index = 0n;
      let often = fresh(shares);
      for (const [reward, settles] of rewards) {
        index = indexAfter(index, reward, shares * 3n);
        if (settles) often = settleRewards(often, index);
      }
      expect(settleRewards(often, index)).toEqual(settleRewards(fresh(shares), index));
      return true;
    });
  });

  test("behavior: two holders earn what one with the shares of both earns", () => {
    law([holding, holding, amount], (a, b, reward) => {
      const index = indexAfter(0n, reward, a + b);
      const earned = (shares: bigint) => settleRewards(fresh(shares), index).earned;
      const over = earned(a + b) - (reward << REWARD_BITS);
      return earned(a) + earned(b) === earned(a + b) && over >= 0n && over < a + b;
    });
  });

  test("behavior: whole and fraction are the number", () => {
    law([upTo((1n << 428n) - 1n)], (earned) => {
      const { whole, fraction } = splitWhole(earned);
      return (whole << REWARD_BITS) + fraction === earned && fraction < 1n << REWARD_BITS;
    });
  });

  test("error: InvalidAmountError where the index goes back, AmountOverflowError", () => {
    expect(() => settleRewards({ shares: 1n, index: 5n, earned: 0n }, 4n)).toThrow(InvalidAmountError);
    expect(() => settleRewards(fresh(MAX_UINT256), 1n << 300n)).toThrow(AmountOverflowError);
    expect(() => splitWhole(1n << 428n)).toThrow(AmountOverflowError);
    expect(() => splitWhole(-1n)).toThrow(InvalidAmountError);
  });
});

describe("claimRewards", () => {
  test("behavior: claiming often pays in all what claiming once does; claiming again pays nothing", () => {
    law([positive(supply), positive(supply), fc.array(supply, { maxLength: 10 })], (own, others, rewards) => {
      let index = 0n;
      let account = fresh(own);
      let paid = 0n;
      for (const reward of rewards) {
        index = indexAfter(index, reward, own + others);
        const claim = claimRewards(account, index);
        account = claim.account;
        paid += claim.paid;
      }
      return paid === pendingRewards(fresh(own), index) && claimRewards(account, index).paid === 0n;
    });
  });

  test("behavior: over any story nobody is paid what did not come", () => {
    const step = fc.record({
      kind: fc.constantFrom("reward", "claim", "change"),
      who: fc.nat(3),
      size: supply,
    });
    law([fc.array(step, { maxLength: 40 })], (steps) => {
      let index = 0n;
      let [received, paid] = [0n, 0n];
      const accounts = Array.from({ length: 4 }, () => fresh(10n));
      for (const { kind, who, size } of steps) {
        const account = accounts[who] ?? fresh(0n);
        const total = sum(accounts.map(({ shares }) => shares));
        if (kind === "reward" && total > 0n) {
          index = indexAfter(index, size, total);
          received += size;
        } else if (kind === "claim") {
          const claim = claimRewards(account, index);
          accounts[who] = claim.account;
          paid += claim.paid;
        } else if (kind === "change") {
          accounts[who] = { ...settleRewards(account, index), shares: size };
        }
      }
      const pending = sum(accounts.map((account) => pendingRewards(account, index)));
      return paid + pending <= received && received - paid - pending <= BigInt(accounts.length);
    });
  });
});
