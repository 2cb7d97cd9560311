import type { Decimal } from "../decimal.js";
import { type AskedChange, askedChange, askedFor } from "../price.js";
import { checkedAdd } from "../uint.js";

/** Remote stake as `listStakes` of the consumer answers it. */
export interface PricedStake {
  readonly validator: string;
  readonly remote: bigint;
  readonly asked: bigint;
}

/** What a new price asks of the contract that delegates. */
export interface PriceChangePreview {
  readonly stakes: readonly (PricedStake & { readonly change: AskedChange })[];
  /** Over all validators. */
  readonly before: bigint;
  readonly after: bigint;
}

/**
 * What `rebalance` would ask for at a new price: every validator's target, as the difference to what was asked.
 *
 * @throws InvalidAmountError, InvalidRatioError, AmountOverflowError.
 *
 * @example
 * ```ts
 * const stakes = [{ validator: "v", remote: 100n, asked: 50n }];
 * const preview = previewPriceChange(stakes, Decimal.parse("0.4"), Decimal.ZERO);
 * preview.stakes[0].change; // { delegate: 0n, undelegate: 10n }
 * [preview.before, preview.after]; // [50n, 40n]
 * ```
 */
export function previewPriceChange(
  stakes: readonly PricedStake[],
  localPerRemote: Decimal,
  discount: Decimal,
): PriceChangePreview {
  let [before, after] = [0n, 0n];
  const rows = stakes.map(({ validator, remote, asked }) => {
    const target = askedFor(remote, localPerRemote, discount);
    before = checkedAdd(before, asked);
    after = checkedAdd(after, target);
    return Object.freeze({ validator, remote, asked: target, change: askedChange(asked, target) });
  });
  return Object.freeze({ stakes: Object.freeze(rows), before, after });
}
