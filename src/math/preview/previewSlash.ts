import { type Account, applySlash, type ClaimNotice } from "../claims.js";
import type { Decimal } from "../decimal.js";
import { FULL_MULTIPLIER, type Position, settle, slashMultiplier } from "../shares.js";
import { assertSlashRatio } from "../slash.js";
import { checkedAdd } from "../uint.js";

/** An owner with something at the validator that is slashed. */
export interface SlashedOwner {
  readonly owner: string;
  /** `getBalance` at the lockup. */
  readonly balance: Account;
  /**
   * His items there: active, in flight, unbonding and not yet released. Each as tokens and shares, or as what it is
   * worth now (`getAccount`, `listInFlight`, `listUnbonding`).
   */
  readonly items: readonly (Position | bigint)[];
}

/** What a slash takes from one owner. */
export interface SlashLoss {
  readonly owner: string;
  readonly lost: bigint;
  /** His account at the lockup once the slash is pushed. */
  readonly account: Account;
  /** Cuts of other claims: the stake on those lienholders' chains shrinks by them. */
  readonly told: readonly ClaimNotice[];
}

/** Who loses what, and on which chain. */
export interface SlashPreview {
  readonly losses: readonly SlashLoss[];
  /** Owed to the burn, over all owners. */
  readonly burned: bigint;
  /** What the other lienholders' claims lose, over all owners. */
  readonly cuts: ReadonlyMap<string, bigint>;
}

/**
 * What a slash of `ratio` of one validator does, once it is pushed to the lockup and stake in flight is answered: each
 * item of stake loses its share, rounded up by less than one token; what is bonded falls by that, and other claims that
 * leaned on it are cut. Mirrors `slash`, then `process_slashes` of the provider and `slash_claim` of the lockup.
 *
 * Items with their shares are exact, and what earlier slashes still owe of them is counted too. Of items that are given
 * as what they are worth, only the new loss: exact while the validator was never slashed, within one token an item
 * after that, since queries show neither shares nor the last digits of a multiplier. Owners with a recorded cut lose
 * that first: `settle` them before.
 *
 * @param lienholder - the provider whose validator is slashed
 * @param multiplier - the validator's before the slash; only items with shares need it
 * @throws InvalidAmountError, InvalidRatioError, AmountUnderflowError where items are worth more than the claim.
 *
 * @example
 * ```ts
 * const claims = [{ lienholder: "juno", amount: 200n }, { lienholder: "stars", amount: 195n }];
 * const owners = [{ owner: "alice", balance: { bonded: 200n, claims }, items: [150n, 50n] }];
 * const preview = previewSlash("juno", Decimal.parse("0.1"), owners);
 * preview.burned; // 20n
 * preview.cuts.get("stars"); // 15n
 * ```
 */
export function previewSlash(
  lienholder: string,
  ratio: Decimal,
  owners: readonly SlashedOwner[],
  multiplier: bigint = FULL_MULTIPLIER,
): SlashPreview {
  const kept = assertSlashRatio(ratio).complement();
  const after = slashMultiplier(multiplier, ratio);
  const lossOf = (item: Position | bigint) =>
    typeof item === "object" && item !== null ? settle(item, after).lost : item - kept.mulFloor(item);
  const cuts = new Map<string, bigint>();
  let burned = 0n;
  const losses = owners.map(({ owner, balance, items }) => {
    const lost = items.reduce((sum: bigint, item) => checkedAdd(sum, lossOf(item)), 0n);
    burned = checkedAdd(burned, lost);
    if (lost === 0n) return Object.freeze({ owner, lost, account: balance, told: [] });
    const { account, told } = applySlash(balance, lienholder, lost);
    for (const notice of told)
      cuts.set(notice.lienholder, checkedAdd(cuts.get(notice.lienholder) ?? 0n, notice.amount));
    return Object.freeze({ owner, lost, account, told });
  });
  return Object.freeze({ losses: Object.freeze(losses), burned, cuts });
}
