import { InvalidAmountError } from "../errors/number.js";
import { indexAfter } from "./rewards.js";
import { assertShares } from "./shares.js";
import { fit256, lesser } from "./uint.js";

/** The stake of a validator that the next reward is paid to, and the index of what one share of it earned. */
export interface RewardPool {
  readonly entitled: bigint;
  readonly index: bigint;
}

/** A position's shares: those that earn, and those that wait, oldest first. */
export interface Entitlement {
  readonly entitled: bigint;
  readonly waiting: readonly bigint[];
}

/**
 * Credits an announced reward: it belongs to the stake that had joined before the validator's previous announcement,
 * so that nobody buys in just before it lands. It pays the entitled shares, then entitles `joining`, those that joined
 * before this one was announced. Where nobody is entitled, those who join take it; where nobody joins either it
 * belongs to nobody.
 *
 * @returns the pool after it, the index from which those who join earn, and whether the reward is unallocated
 * @throws InvalidAmountError, AmountOverflowError.
 *
 * @example
 * ```ts
 * const empty = { entitled: 0n, index: 0n };
 * creditReward(empty, 100n, 0n).unallocated; // true
 * creditReward(empty, 100n, 50n).joinedAt; // 0n
 * creditReward({ entitled: 10n, index: 0n }, 100n, 50n).pool.entitled; // 60n
 * ```
 */
export function creditReward(
  pool: RewardPool,
  reward: bigint,
  joining: bigint,
): { readonly pool: RewardPool; readonly joinedAt: bigint; readonly unallocated: boolean } {
  const first = assertShares(pool.entitled) === 0n;
  const paid = first ? assertShares(joining) : pool.entitled;
  const index = paid === 0n ? pool.index : indexAfter(pool.index, reward, paid);
  const entitled = fit256(pool.entitled + assertShares(joining), "creditReward");
  return Object.freeze({
    pool: Object.freeze({ entitled, index }),
    joinedAt: first ? pool.index : index,
    unallocated: paid === 0n,
  });
}

/** All shares of a position: those that earn and those that wait. */
function totalOf({ entitled, waiting }: Entitlement): bigint {
  return waiting.reduce((sum, shares) => fit256(sum + assertShares(shares), "entitlement"), assertShares(entitled));
}

function lowered(entitlement: Entitlement, total: bigint): bigint {
  const before = totalOf(entitlement);
  if (assertShares(total) > before) throw new InvalidAmountError(total, "at most the shares there are");
  return before;
}

/**
 * A cut or a slash lowers a position's shares to `total`: it takes from all alike. The entitled part is floored, what
 * is left waits, each part in proportion and none above what it was.
 *
 * @throws InvalidAmountError also where `total` is more than there is.
 *
 * @example
 * ```ts
 * shrinkEntitlement({ entitled: 10n, waiting: [10n, 20n] }, 20n); // { entitled: 5n, waiting: [5n, 10n] }
 * ```
 */
export function shrinkEntitlement(entitlement: Entitlement, total: bigint): Entitlement {
  const before = lowered(entitlement, total);
  if (total === before) return entitlement;
  const entitled = (entitlement.entitled * total) / before;
  const [waitedBefore, waitedAfter] = [before - entitlement.entitled, total - entitled];
  let [seen, given] = [0n, 0n];
  const waiting = entitlement.waiting.map((shares) => {
    seen += shares;
    const upTo = waitedBefore === 0n ? 0n : (seen * waitedAfter) / waitedBefore;
    const part = upTo - given;
    given = upTo;
    return part;
  });
  return Object.freeze({ entitled, waiting: Object.freeze(waiting) });
}

/**
 * An unstake lowers a position's shares to `total`: it takes those that wait first, the latest first, then those that
 * earn.
 *
 * @throws InvalidAmountError also where `total` is more than there is.
 *
 * @example
 * ```ts
 * withdrawEntitlement({ entitled: 10n, waiting: [10n, 20n] }, 15n); // { entitled: 10n, waiting: [5n, 0n] }
 * ```
 */
export function withdrawEntitlement(entitlement: Entitlement, total: bigint): Entitlement {
  let left = lowered(entitlement, total) - total;
  const waiting = [...entitlement.waiting];
  for (let index = waiting.length - 1; index >= 0; index -= 1) {
    const shares = waiting[index] ?? 0n;
    const taken = lesser(left, shares);
    waiting[index] = shares - taken;
    left -= taken;
  }
  return Object.freeze({ entitled: entitlement.entitled - left, waiting: Object.freeze(waiting) });
}
