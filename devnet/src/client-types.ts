import type { WireCoin } from "./coins.js";
import type { ChainEvent, EncodeObject } from "./types.js";

/** A fee as cosmjs takes it. */
export interface StdFee {
  readonly amount: readonly WireCoin[];
  readonly gas: string;
  readonly granter?: string;
  readonly payer?: string;
}

/** A fee, or how to find one: by simulation, times 1.4 or times the number. */
export type FeeOption = StdFee | "auto" | number;

export interface MsgResponse {
  readonly typeUrl: string;
  /** Protobuf. */
  readonly value: Uint8Array;
}

export interface DeliverTxResponse {
  readonly height: number;
  readonly txIndex: number;
  /** 0 is success. */
  readonly code: number;
  readonly transactionHash: string;
  readonly events: readonly ChainEvent[];
  readonly rawLog: string;
  readonly msgResponses: MsgResponse[];
  readonly gasUsed: bigint;
  readonly gasWanted: bigint;
}

export interface IndexedTx {
  readonly height: number;
  readonly txIndex: number;
  readonly hash: string;
  readonly code: number;
  readonly events: readonly ChainEvent[];
  readonly rawLog: string;
  readonly msgResponses: MsgResponse[];
  readonly gasUsed: bigint;
  readonly gasWanted: bigint;
}

/** What `execute` and its like answer. */
export interface TxReceipt {
  readonly height: number;
  readonly transactionHash: string;
  readonly events: readonly ChainEvent[];
  readonly gasWanted: bigint;
  readonly gasUsed: bigint;
  /** Always empty, as on chains since Cosmos SDK 0.50. */
  readonly logs: readonly never[];
}

/** Who may instantiate a code: 1 nobody, 3 everybody, 4 those of `addresses`. */
export interface AccessConfig {
  readonly permission: number;
  readonly addresses: readonly string[];
}

export interface UploadResult extends TxReceipt {
  /** Hex of the sha256. */
  readonly checksum: string;
  readonly originalSize: number;
  readonly compressedSize: number;
  readonly codeId: number;
}

export interface InstantiateResult extends TxReceipt {
  readonly contractAddress: string;
}

export interface InstantiateOptions {
  readonly memo?: string;
  readonly funds?: readonly WireCoin[];
  readonly admin?: string;
}

export interface ExecuteInstruction {
  readonly contractAddress: string;
  readonly msg: unknown;
  readonly funds?: readonly WireCoin[];
}

export interface ContractDetails {
  readonly address: string;
  readonly codeId: number;
  readonly creator: string;
  readonly admin: string | undefined;
  readonly label: string;
  readonly ibcPortId: string | undefined;
}

export interface CodeDetails {
  readonly id: number;
  readonly creator: string;
  /** Hex of the sha256. */
  readonly checksum: string;
}

export interface BlockDetails {
  /** Upper-case hex. */
  readonly id: string;
  readonly header: {
    readonly version: { readonly block: string; readonly app: string };
    readonly height: number;
    readonly chainId: string;
    /** RFC 3339, to the nanosecond. */
    readonly time: string;
  };
  /** Empty: nothing is really encoded and signed. */
  readonly txs: readonly Uint8Array[];
}

export interface AccountDetails {
  readonly address: string;
  readonly pubkey: null;
  readonly accountNumber: number;
  readonly sequence: number;
}

/** What a node refuses to take into a block. As cosmjs's error of that name. */
export class BroadcastTxError extends Error {
  override readonly name = "BroadcastTxError";
  constructor(
    readonly code: number,
    readonly codespace: string,
    readonly log: string,
  ) {
    super(`Broadcasting transaction failed with code ${code} (codespace: ${codespace}). Log: ${log}`);
  }
}

/** Nanoseconds since 1970 as RFC 3339, to the nanosecond. */
export function rfc3339(time: bigint): string {
  const seconds = new Date(Number(time / 1_000_000n)).toISOString().slice(0, 19);
  return `${seconds}.${(time % 1_000_000_000n).toString().padStart(9, "0")}Z`;
}

/** Messages for one signer; the fields that name him are filled in. */
export const messages = {
  execute: (sender: string, { contractAddress, msg, funds = [] }: ExecuteInstruction): EncodeObject => ({
    typeUrl: "/cosmwasm.wasm.v1.MsgExecuteContract",
    value: { sender, contract: contractAddress, msg: jsonBytes(msg), funds },
  }),
  delegation: (
    name: "MsgDelegate" | "MsgUndelegate",
    delegatorAddress: string,
    validatorAddress: string,
    amount: WireCoin,
  ): EncodeObject => ({
    typeUrl: `/cosmos.staking.v1beta1.${name}`,
    value: { delegatorAddress, validatorAddress, amount },
  }),
};

/** JSON in UTF-8. */
export function jsonBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}
