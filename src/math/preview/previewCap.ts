import { allowedPower, type PowerLimits, type PowerRequest, splitAllowance, type ValidatorAmount } from "../cap.js";
import { checkedAdd } from "../uint.js";

/** A consumer at meta-staking: its limits, and what it asks for at each validator. */
export interface CappedConsumer extends Omit<PowerRequest, "asked"> {
  readonly validators: readonly ValidatorAmount[];
}

/** What a consumer may have, and what each of its validators gets of it. */
export interface CapPreview {
  readonly consumer: string;
  readonly asked: bigint;
  readonly allowed: bigint;
  readonly targets: readonly ValidatorAmount[];
}

/**
 * The targets that limits lead to, consumer by consumer and validator by validator, once `rebalance` has run.
 *
 * @throws InvalidAmountError, InvalidRatioError, AmountOverflowError.
 *
 * @example
 * ```ts
 * const validators = [500n, 1000n, 1000n].map((amount, i) => ({ validator: `v${i}`, amount }));
 * const consumers = [{ consumer: "c", funds: 1000n, maxShare: Decimal.ONE, validators }];
 * const [preview] = previewCap({ local: 100n, minLocalShare: Decimal.ZERO }, consumers);
 * preview.targets.map((target) => target.amount); // [200n, 400n, 400n]
 * ```
 */
export function previewCap(limits: PowerLimits, consumers: readonly CappedConsumer[]): readonly CapPreview[] {
  const requests = consumers.map(({ validators, ...consumer }) => ({
    ...consumer,
    asked: validators.reduce((sum, { amount }) => checkedAdd(sum, amount), 0n),
  }));
  const powers = allowedPower(limits, requests);
  return consumers.map(({ consumer, validators }, index) => {
    const allowed = powers[index]?.allowed ?? 0n;
    const targets = splitAllowance(allowed, validators);
    return Object.freeze({ consumer, asked: requests[index]?.asked ?? 0n, allowed, targets });
  });
}
