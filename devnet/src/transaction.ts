import { hexToBytes } from "@noble/hashes/utils.js";
import type { AuthModule } from "./auth.js";
import { canonical, hashOf } from "./canonical.js";
import { areValidCoins, formatCoins, parseCoins, type WireCoin } from "./coins.js";
import { Meter } from "./gas.js";
import { event } from "./ledger.js";
import {
  type App,
  type Block,
  type ChainEvent,
  type Ctx,
  type EncodeObject,
  type MsgResult,
  SdkError,
} from "./types.js";

/** Gas of a transaction that names no limit. */
export const DEFAULT_GAS = 10_000_000n;

/** What a signer sends. Nothing is really signed: who names a signer is taken for him. */
export interface TxRequest {
  readonly signer: string;
  readonly messages: readonly EncodeObject[];
  readonly memo?: string;
  /** Taken from the signer whether the messages succeed or not. `gas` is the limit. */
  readonly fee?: { readonly amount: readonly WireCoin[]; readonly gas: bigint };
  /** The account's, where it shall be checked. */
  readonly sequence?: bigint;
  /** The last block that may hold the transaction. */
  readonly timeoutHeight?: bigint;
}

/** A delivered transaction. `code` 0 is success. */
export interface TxOutcome {
  readonly height: bigint;
  readonly txIndex: number;
  /** Upper-case hex. */
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

/** Runs transactions over the state of a chain. Mirrors baseapp and the ante handlers. */
export class TransactionRunner {
  constructor(
    private readonly app: App & { readonly auth: AuthModule },
    /** Fee for one unit of gas, in `10^-18` of the bond denom's unit. */
    private readonly gasPrice: bigint,
  ) {}

  /** Throws an `SdkError` where a node would not take the transaction: wrong sequence, too late, fee too small. */
  check(request: TxRequest, height: bigint): void {
    const { sequence = 0n } = this.app.auth.account(request.signer) ?? {};
    if (request.sequence !== undefined && request.sequence !== sequence) {
      const details = `account sequence mismatch, expected ${sequence}, got ${request.sequence}`;
      throw new SdkError("sdk", 32, `${details}: incorrect account sequence`);
    }
    if (request.timeoutHeight !== undefined && request.timeoutHeight !== 0n && height > request.timeoutHeight) {
      const details = `block height: ${height}, timeout height: ${request.timeoutHeight}`;
      throw new SdkError("sdk", 30, `${details}: tx timeout height`);
    }
    if (request.messages.length === 0) {
      throw new SdkError("sdk", 18, "must contain at least one message: invalid request");
    }
    this.checkFee(request);
  }

  /** Delivers a transaction: fee and sequence first, then all messages or none of them. */
  deliver(request: TxRequest, block: Block, txIndex: number): TxOutcome {
    const { auth, state } = this.app;
    auth.touch(request.signer);
    const hash = this.hash(request);
    const gas = new Meter(request.fee?.gas ?? DEFAULT_GAS);
    const base = { height: block.height, txIndex, hash, gasWanted: gas.limit };
    const ctx: Ctx = { block, txIndex, events: [], gas, txHash: hexToBytes(hash.toLowerCase()) };
    try {
      this.check(request, block.height);
      state.atomic(() => this.payFee(ctx, request));
    } catch (error) {
      return { ...base, ...failure(error), events: [], responses: [], gasUsed: 0n };
    }
    const ante = ctx.events.slice();
    try {
      const responses = state.atomic(() => request.messages.map((message, i) => this.run(ctx, request, message, i)));
      return { ...base, code: 0, codespace: "", rawLog: "", events: ctx.events, responses, gasUsed: gas.used };
    } catch (error) {
      return { ...base, ...failure(error), events: ante, responses: [], gasUsed: gas.used };
    }
  }

  /** Gas that the messages would use, nothing changed. Throws their `SdkError`; `gas` has what was used until then. */
  simulate(request: TxRequest, block: Block, gas = new Meter(DEFAULT_GAS)): bigint {
    const { state } = this.app;
    const mark = state.checkpoint();
    const ctx: Ctx = { block, txIndex: 0, events: [], gas, txHash: new Uint8Array(32), reading: true };
    try {
      request.messages.forEach((message, i) => {
        this.run(ctx, request, message, i);
      });
      return gas.used;
    } finally {
      state.rollback(mark);
    }
  }

  private run(ctx: Ctx, { signer }: TxRequest, message: EncodeObject, index: number): TxOutcome["responses"][number] {
    const own: Ctx = { ...ctx, events: [] };
    let result: MsgResult;
    try {
      result = this.app.handle(own, signer, message);
    } catch (error) {
      if (!(error instanceof SdkError)) throw error;
      const text = `failed to execute message; message index: ${index}: ${error.message}`;
      throw new SdkError(error.codespace, error.code, text);
    }
    for (const { type, attributes } of [messageEvent(signer, message.typeUrl, own.events), ...own.events]) {
      ctx.events.push({ type, attributes: [...attributes, { key: "msg_index", value: index.toString() }] });
    }
    return { typeUrl: `${message.typeUrl}Response`, data: result.data, fields: result.response };
  }

  private checkFee(request: TxRequest): void {
    const { bank, bondDenom } = this.app;
    const coins = parseCoins(request.fee?.amount ?? []);
    if (!areValidCoins(coins))
      throw new SdkError("sdk", 13, `invalid fee provided: ${formatCoins(coins)}: insufficient fee`);
    const required = ((request.fee?.gas ?? 0n) * this.gasPrice + ONE - 1n) / ONE;
    const offered = coins.find(({ denom }) => denom === bondDenom)?.amount ?? 0n;
    if (offered < required) {
      const details = `insufficient fees; got: ${formatCoins(coins)} required: ${required}${bondDenom}`;
      throw new SdkError("sdk", 13, `${details}: insufficient fee`);
    }
    for (const coin of coins) {
      const amount = bank.balance(request.signer, coin.denom);
      if (amount >= coin.amount) continue;
      const has = formatCoins([{ denom: coin.denom, amount }]);
      const details = `spendable balance ${has} is smaller than ${formatCoins([coin])}`;
      throw new SdkError("sdk", 5, `${details}: insufficient funds`);
    }
  }

  private payFee(ctx: Ctx, { signer, fee }: TxRequest): void {
    const { auth, bank } = this.app;
    const coins = parseCoins(fee?.amount ?? []);
    if (coins.length > 0) bank.send(ctx, signer, auth.moduleAddress("fee_collector"), coins);
    ctx.events.push(event("tx", { fee: formatCoins(coins), fee_payer: signer }));
    ctx.events.push(event("tx", { acc_seq: `${signer}/${auth.account(signer)?.sequence ?? 0n}` }));
    auth.countTransaction(signer);
  }

  private hash(request: TxRequest): string {
    const { signer, messages, memo = "", fee } = request;
    const { sequence } = this.app.auth.account(signer) ?? {};
    return hashOf([canonical({ chainId: this.app.chainId, signer, sequence, messages, memo, fee })]);
  }
}

/** Unit of {@link TransactionRunner.gasPrice}. */
const ONE = 10n ** 18n;

function failure(error: unknown): { code: number; codespace: string; rawLog: string } {
  if (!(error instanceof SdkError)) throw error;
  return { code: error.code, codespace: error.codespace, rawLog: error.message };
}

/** Names the message; the module too, where none of its events does. */
function messageEvent(signer: string, typeUrl: string, events: readonly ChainEvent[]): ChainEvent {
  const named = events.some(({ attributes }) => attributes.some(({ key }) => key === "module"));
  const module = typeUrl.split(".")[1] ?? "";
  return event("message", { action: typeUrl, sender: signer, ...(named ? {} : { module }) });
}
