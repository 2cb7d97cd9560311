export { accrueColumn } from "./accrueColumn.js";
export {
  amountsOf,
  type Column,
  columnOf,
  emptyColumn,
  readRow,
  rowsOf,
  stringsOf,
  writeRow,
} from "./column.js";
export { capColumns, distributeColumn } from "./distributeColumn.js";
export { PowerBooks } from "./powerBooks.js";
export { sumColumn } from "./sumColumn.js";
