import type { ChainEvent, EncodeObject } from "./types.js";

/** Gas of a transaction that names no limit. */
export const DEFAULT_GAS = 10_000_000n;

/** What a signer sends. Sequence and account are those of the chain; nothing is really signed. */
export interface TxRequest {
  readonly signer: string;
  readonly messages: readonly EncodeObject[];
  readonly memo?: string;
  /** Taken from the signer whether the messages succeed or not. `gas` is the limit. */
  readonly fee?: {
    readonly amount: readonly { readonly denom: string; readonly amount: string }[];
    readonly gas: bigint;
  };
}

/** A delivered transaction, in cosmjs's words. `code` 0 is success. */
export interface TxOutcome {
  readonly height: bigint;
  readonly txIndex: number;
  readonly hash: string;
  readonly code: number;
  readonly codespace: string;
  /** The error's text; empty where there is none. */
  readonly rawLog: string;
  readonly events: readonly ChainEvent[];
  /** One for each message, where all succeeded. */
  readonly responses: readonly {
    readonly typeUrl: string;
    readonly data: Uint8Array;
    readonly fields: Readonly<Record<string, unknown>>;
  }[];
  readonly gasUsed: bigint;
  readonly gasWanted: bigint;
}
