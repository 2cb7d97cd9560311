import { Dec, Int } from "@keplr-wallet/unit";
import BigNumber from "bignumber.js";
import Decimal from "decimal.js";
import { divide, multiply } from "dnum";
import { equal, paired, row, take } from "./measure.mjs";

const COUNT = 1000;
const PRICE = "0.123456789";

// Enough for a product of two amounts; the default of 20 digits rounds it.
const Precise = Decimal.clone({ precision: 80 });
const down = { decimals: 0, rounding: "ROUND_DOWN" };

/** How each library is given a number, computes floor(a × b / c) and floor(a × price), and writes a whole number. */
const libraries = {
  "@keplr-wallet/unit": {
    whole: (value) => new Int(value.toString()),
    mulDiv: (a, b, c) => a.mul(b).div(c),
    price: new Dec(PRICE),
    mulPrice: (a, price) => price.mul(a.toDec()).truncate(),
    text: (value) => value.toString(),
  },
  dnum: {
    whole: (value) => [value, 0],
    mulDiv: (a, b, c) => divide(multiply(a, b), c, down),
    price: [123456789n, 9],
    mulPrice: (a, price) => multiply(a, price, down),
    text: ([value]) => value.toString(),
  },
  "bignumber.js": {
    whole: (value) => new BigNumber(value.toString()),
    mulDiv: (a, b, c) => a.times(b).idiv(c),
    price: new BigNumber(PRICE),
    mulPrice: (a, price) => a.times(price).integerValue(BigNumber.ROUND_FLOOR),
    text: (value) => value.toFixed(0),
  },
  "decimal.js": {
    whole: (value) => new Precise(value.toString()),
    mulDiv: (a, b, c) => a.times(b).divToInt(c),
    price: new Precise(PRICE),
    mulPrice: (a, price) => a.times(price).floor(),
    text: (value) => value.toFixed(0),
  },
};

/** The same two formulas as the libraries compute them, numbers made beforehand. */
export function libraryRows(math) {
  const [a, b] = [take(COUNT, 1n << 60n), take(COUNT, 1n << 60n)];
  const c = (1n << 61n) - 1n;
  const price = math.Decimal.parse(PRICE);
  const mulDiv = () => a.map((value, index) => math.mulDivFloor(value, b[index], c));
  const mulPrice = () => a.map((value) => price.mulFloor(value));
  return Object.entries(libraries).flatMap(([name, library]) => {
    const [x, y, z] = [a.map(library.whole), b.map(library.whole), library.whole(c)];
    const theirs = {
      mulDivFloor: [mulDiv, () => x.map((value, index) => library.mulDiv(value, y[index], z))],
      "Decimal.mulFloor": [mulPrice, () => x.map((value) => library.mulPrice(value, library.price))],
    };
    return Object.entries(theirs).map(([formula, [ours, anchor]]) => {
      equal(anchor().map(library.text), ours().map(String), `${formula} of ${name}`);
      return row(`${formula}, ${name}`, ...paired(COUNT, ours, anchor), "≥ 1");
    });
  });
}
