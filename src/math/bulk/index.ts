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
export { capColumns, distributeColumn, sumColumn } from "./distributeColumn.js";
