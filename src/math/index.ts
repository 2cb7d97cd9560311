export { assertRatio, Decimal, parseRatio } from "./decimal.js";
export {
  assertAmount,
  checkedAdd,
  checkedMul,
  checkedSub,
  fit128,
  fit256,
  MAX_UINT128,
  MAX_UINT256,
  mulDivCeil,
  mulDivFloor,
  parseAmount,
} from "./uint.js";
