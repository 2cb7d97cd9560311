export { isMeshError, MeshError, type MeshErrorOptions } from "./base.js";
export {
  AmountOverflowError,
  AmountUnderflowError,
  DivisionByZeroError,
  InvalidAmountError,
  InvalidDecimalError,
  InvalidRatioError,
} from "./number.js";
