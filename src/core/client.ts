/**
 * What the SDK needs of a client, as structural interfaces: every `@cosmjs/cosmwasm-stargate` client since 0.32
 * fits, so does the embedded devnet's, and so does anything else with these methods.
 */

/** A coin as the wire has it: `amount` is a decimal string in base units. */
export interface WireCoin {
  readonly denom: string;
  readonly amount: string;
}

/** A message as cosmjs takes it. */
export interface EncodeObject<T = unknown> {
  readonly typeUrl: string;
  readonly value: T;
}

/** A fee as cosmjs takes it. */
export interface StdFee {
  readonly amount: readonly WireCoin[];
  readonly gas: string;
  readonly granter?: string;
  readonly payer?: string;
}

export interface ChainEvent {
  readonly type: string;
  readonly attributes: readonly { readonly key: string; readonly value: string }[];
}

/** A transaction as it was delivered. `code` 0 is success. */
export interface TxResult {
  readonly code: number;
  readonly height: number;
  readonly transactionHash: string;
  readonly events: readonly ChainEvent[];
  readonly gasUsed: bigint;
  readonly gasWanted: bigint;
  readonly rawLog?: string | undefined;
}

/** A transaction as the node's index has it. */
export interface IndexedTx {
  readonly code: number;
  readonly height: number;
  readonly hash: string;
  readonly events: readonly ChainEvent[];
  readonly rawLog: string;
  readonly gasUsed: bigint;
  readonly gasWanted: bigint;
  /** The signed transaction in protobuf, where the client has it. */
  readonly tx?: Uint8Array | undefined;
}

/** Reads contracts. */
export interface QueryClient {
  // biome-ignore lint/suspicious/noExplicitAny: cosmjs types queries and answers as any; answers are decoded before use
  queryContractSmart(address: string, queryMsg: any): Promise<any>;
}

/** Reads the chain itself. */
export interface ChainClient extends QueryClient {
  getChainId(): Promise<string>;
  getHeight(): Promise<number>;
  getBalance(address: string, denom: string): Promise<WireCoin>;
  getTx(id: string): Promise<IndexedTx | null>;
  searchTx(query: ReadonlyArray<{ readonly key: string; readonly value: string }>): Promise<IndexedTx[]>;
}

/** Sends transactions. */
export interface SigningClient extends ChainClient {
  simulate(signerAddress: string, messages: readonly EncodeObject[], memo: string | undefined): Promise<number>;
  signAndBroadcast(
    signerAddress: string,
    messages: readonly EncodeObject[],
    fee: StdFee | "auto" | number,
    memo?: string,
    timeoutHeight?: bigint,
  ): Promise<TxResult>;
}
