import { against, take } from "./measure.mjs";

const COUNT = 1000;
const UNIT = 10n ** 18n;
const SCALE = 10n ** 36n;

/** One formula at a time, against the expression that a person would write on the spot. */
export function scalarRows(math) {
  const [a, b] = [take(COUNT, 1n << 60n), take(COUNT, 1n << 60n)];
  const divisor = (1n << 61n) - 1n;
  const price = math.Decimal.parse("0.123456789");
  const multiplier = math.slashMultiplier(math.FULL_MULTIPLIER, math.Decimal.parse("0.05"));
  const shares = a.map((tokens) => math.sharesOf(tokens, multiplier));
  const rows = {
    mulDivFloor: [
      () => a.map((value, index) => math.mulDivFloor(value, b[index], divisor)),
      () => a.map((value, index) => (value * b[index]) / divisor),
    ],
    mulDivCeil: [
      () => a.map((value, index) => math.mulDivCeil(value, b[index], divisor)),
      () => a.map((value, index) => (value * b[index] + divisor - 1n) / divisor),
    ],
    "Decimal.mulFloor": [
      () => a.map((value) => price.mulFloor(value)),
      () => a.map((value) => (value * price.atomics) / UNIT),
    ],
    "Decimal.mulCeil": [
      () => a.map((value) => price.mulCeil(value)),
      () => a.map((value) => (value * price.atomics + UNIT - 1n) / UNIT),
    ],
    valueOfShares: [
      () => shares.map((some) => math.valueOfShares(some, multiplier)),
      () => shares.map((some) => (some * multiplier) / SCALE),
    ],
  };
  return Object.entries(rows).map(([name, [ours, anchor]]) => against(name, COUNT, { ours, anchor }, "≤ 1.2"));
}
