export { type BlockRecord, Chain, type ChainOptions } from "./chain.js";
export { DevnetClient } from "./client.js";
export {
  type AccessConfig,
  type AccountDetails,
  type BlockDetails,
  BroadcastTxError,
  type CodeDetails,
  type ContractDetails,
  type DeliverTxResponse,
  type ExecuteInstruction,
  type FeeOption,
  type IndexedTx,
  type InstantiateOptions,
  type InstantiateResult,
  type MsgResponse,
  type StdFee,
  type TxReceipt,
  type UploadResult,
} from "./client-types.js";
export { Clock, SECOND } from "./clock.js";
export type { DistributionOptions } from "./distribution/module.js";
export { OutOfGas, Panic } from "./gas.js";
export { namedAddress, namedOperator, namedValidator } from "./genesis.js";
export type {
  Deposit,
  GovParams,
  Proposal,
  ProposalStatus,
  TallyResult,
  Vote,
  VoteOption,
  WeightedOption,
} from "./gov/types.js";
export type { Inflation, MintOptions } from "./mint.js";
export { Network } from "./network.js";
export { DevnetQueryClient } from "./query-client.js";
export { RelayError } from "./relayer/endpoint.js";
export { Relayer } from "./relayer/relayer.js";
export type {
  ChannelEnd,
  ChannelEnds,
  ChannelParams,
  ConnectionEnd,
  ConnectionEnds,
  PacketAction,
  PacketId,
  PendingPacket,
  RelayResult,
  Work,
} from "./relayer/types.js";
export type { SlashingParams } from "./staking/infractions.js";
export type { StakingOptions } from "./staking/module.js";
export type { GenesisValidator, Validator } from "./staking/types.js";
export { State, Table } from "./state.js";
export type { TxOutcome, TxRequest } from "./transaction.js";
export { escrowAddress, ibcDenom } from "./transfer/denom.js";
export type { TxQuery } from "./tx-index.js";
export {
  type Block,
  type ChainEvent,
  type Channel,
  type Coin,
  type Ctx,
  type EncodeObject,
  type Order,
  type Packet,
  SdkError,
} from "./types.js";
export { classicAddress, predictableAddress } from "./wasm/address.js";
export { type Code, type CodeCache, loadCode } from "./wasm/code.js";
export { InvalidWasm } from "./wasm/instructions.js";
export type { CodeRecord, ContractRecord } from "./wasm/records.js";
export type { WasmOptions } from "./wasm/runtime.js";
