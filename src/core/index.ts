export { assertAccount, assertValidator } from "./address.js";
export { type Bech32, fromBech32, toBech32 } from "./bech32.js";
export { fromBase64, fromHex, fromJsonBytes, fromUtf8, toBase64, toJsonBytes, toUtf8 } from "./bytes.js";
export type {
  ChainClient,
  ChainEvent,
  EncodeObject,
  IndexedTx,
  QueryClient,
  SigningClient,
  StdFee,
  TxResult,
  WireCoin,
} from "./client.js";
export { amountToWire, assertDenom, type Coin, coinToWire } from "./coin.js";
export { type ContractEvent, contractEvents } from "./contractEvents.js";
export { errorFrom, thrownError } from "./failure.js";
export { feeFor } from "./fee.js";
export { type ErrorMatcher, type ErrorPattern, matcher } from "./matcher.js";
export { type CallParams, type ExecuteMsg, executeMsg, type MsgExecuteContract } from "./message.js";
export { type PageParams, type WalkOptions, walk } from "./pagination.js";
export { type Codec, decode, queryContract } from "./query.js";
export { type MsgSudoContract, type SudoContractMsg, sudoContractMsg } from "./sudo.js";
export {
  type Fee,
  type MsgOptions,
  type SendOptions,
  type SentTx,
  sendMsgs,
  simulateMsgs,
  type TxProgress,
} from "./tx.js";
