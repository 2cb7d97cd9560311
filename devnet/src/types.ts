/** What the modules of a chain know of one another. Amounts are bigint inside, decimal strings on the wire. */

import type { State } from "./state.js";

export interface Coin {
  readonly denom: string;
  readonly amount: bigint;
}

export interface ChainEvent {
  readonly type: string;
  readonly attributes: readonly { readonly key: string; readonly value: string }[];
}

/** A message as cosmjs clients take it: plain objects, bytes as Uint8Array, amounts as strings. */
export interface EncodeObject {
  readonly typeUrl: string;
  // biome-ignore lint/suspicious/noExplicitAny: the shape depends on typeUrl
  readonly value: any;
}

export interface Block {
  readonly chainId: string;
  readonly height: bigint;
  /** Nanoseconds since 1970. */
  readonly time: bigint;
}

/** Counts work; throws {@link SdkError} (sdk/11, out of gas) above its limit. */
export interface GasMeter {
  readonly used: bigint;
  readonly limit: bigint;
  consume(amount: bigint, what: string): void;
}

/** What a message runs in. A sub-message gets a copy with an empty event list and maybe a meter of its own. */
export interface Ctx {
  readonly block: Block;
  readonly txIndex: number;
  readonly events: ChainEvent[];
  readonly gas: GasMeter;
  /** Of the transaction the message is in; left out in begin and end of a block. */
  readonly txHash?: Uint8Array;
  /** How many responses of contracts are being handled around this message. */
  readonly callDepth?: number;
  /** True in queries of clients and in simulations, whose traces transactions may not feel. */
  readonly reading?: boolean;
  /** True below an instantiation by governance: what contracts instantiate there needs no permission. */
  readonly governed?: boolean;
}

/** An error with the codespace and code the Cosmos SDK gives it. */
export class SdkError extends Error {
  override readonly name = "SdkError";
  constructor(
    readonly codespace: string,
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

export interface MsgResult {
  /** Protobuf of the message's response, as far as contracts read it; empty otherwise. */
  readonly data: Uint8Array;
  /** The response as plain fields, for clients: `{ codeId }`, `{ address, data }`, `{ sequence }`. */
  readonly response: Readonly<Record<string, unknown>>;
}

export interface Bank {
  balance(address: string, denom: string): bigint;
  balances(address: string): readonly Coin[];
  supply(denom: string): bigint;
  send(ctx: Ctx, from: string, to: string, coins: readonly Coin[]): void;
  mint(ctx: Ctx, to: string, coins: readonly Coin[]): void;
  burn(ctx: Ctx, from: string, coins: readonly Coin[]): void;
}

export interface Auth {
  /** Makes the account where there is none. */
  touch(address: string): void;
  /** Address of a module account, as x/auth derives it: the first 20 bytes of sha256 of its name. */
  moduleAddress(name: string): string;
  isModuleAddress(address: string): boolean;
}

/** Packets and channels as ibc-go names them; timeouts in nanoseconds and heights of the other chain. */
export interface Packet {
  readonly sequence: bigint;
  readonly sourcePort: string;
  readonly sourceChannel: string;
  readonly destinationPort: string;
  readonly destinationChannel: string;
  readonly data: Uint8Array;
  readonly timeoutHeight: { readonly revisionNumber: bigint; readonly revisionHeight: bigint };
  readonly timeoutTimestamp: bigint;
}

export type Order = "ORDER_UNORDERED" | "ORDER_ORDERED";

export interface Channel {
  readonly portId: string;
  readonly channelId: string;
  readonly state: "INIT" | "TRYOPEN" | "OPEN" | "CLOSED";
  readonly order: Order;
  readonly version: string;
  readonly connectionId: string;
  readonly counterparty: { readonly portId: string; readonly channelId: string };
}

/** What stands behind a port: a contract, or the transfer module. Every method may throw an {@link SdkError}. */
export interface PortModule {
  /** Answers the version to use. */
  onChanOpenInit(ctx: Ctx, channel: Channel): string;
  onChanOpenTry(ctx: Ctx, channel: Channel, counterpartyVersion: string): string;
  onChanOpenAck(ctx: Ctx, channel: Channel, counterpartyVersion: string): void;
  onChanOpenConfirm(ctx: Ctx, channel: Channel): void;
  onChanCloseInit(ctx: Ctx, channel: Channel): void;
  onChanCloseConfirm(ctx: Ctx, channel: Channel): void;
  /**
   * Answers the acknowledgement's bytes. With `success` false the writes of the receive are undone, its events stay
   * (ibc-go marks them); a contract's own error ack counts as success and keeps its writes. An empty `ack` means that
   * none is written now.
   */
  onRecvPacket(ctx: Ctx, packet: Packet, relayer: string): { readonly ack: Uint8Array; readonly success: boolean };
  onAcknowledgementPacket(ctx: Ctx, packet: Packet, ack: Uint8Array, relayer: string): void;
  onTimeoutPacket(ctx: Ctx, packet: Packet, relayer: string): void;
}

export interface Ibc {
  /** Sends from a port; answers the sequence. Refuses where the channel isn't open or the client is not active. */
  sendPacket(
    ctx: Ctx,
    from: { readonly portId: string; readonly channelId: string },
    data: Uint8Array,
    timeout: { readonly height?: Packet["timeoutHeight"]; readonly timestamp?: bigint },
  ): bigint;
  channel(portId: string, channelId: string): Channel | undefined;
  channelsOfPort(portId: string): readonly Channel[];
  /** As `MsgChannelCloseInit`, also for a contract's own `close_channel`. */
  closeChannel(ctx: Ctx, portId: string, channelId: string): void;
}

export interface Transfer {
  transfer(
    ctx: Ctx,
    message: {
      readonly sender: string;
      readonly receiver: string;
      readonly channelId: string;
      readonly token: Coin;
      readonly timeout: { readonly height?: Packet["timeoutHeight"]; readonly timestamp?: bigint };
      readonly memo: string;
    },
  ): bigint;
}

/** The entry points of contracts that other modules call. */
export interface Wasm extends PortModule {
  isContract(address: string): boolean;
  sudo(ctx: Ctx, contract: string, msg: Uint8Array): void;
  /** ADR-8 source callbacks of transfers: `ibc_source_callback`; the caller catches what it throws. */
  sourceCallback(
    ctx: Ctx,
    contract: string,
    outcome:
      | {
          readonly kind: "acknowledgement";
          readonly packet: Packet;
          readonly ack: Uint8Array;
          readonly relayer: string;
        }
      | { readonly kind: "timeout"; readonly packet: Packet; readonly relayer: string },
  ): void;
}

/** Queries that contracts send as JSON (`{"bank": …}`), answered by the module that owns them as JSON-ready values. */
export type ContractQuery = Readonly<Record<string, unknown>>;

/** One chain as its modules see it. */
export interface App {
  readonly chainId: string;
  readonly prefix: string;
  readonly bondDenom: string;
  readonly state: State;
  readonly auth: Auth;
  readonly bank: Bank;
  readonly ibc: Ibc;
  readonly transfer: Transfer;
  readonly wasm: Wasm;
  /** Routes a message to its module by typeUrl. */
  handle(ctx: Ctx, signer: string, message: EncodeObject): MsgResult;
  /** What handles the messages of that typeUrl; undefined where no module does. */
  route(typeUrl: string): Route | undefined;
}

/** A message's way into its module. */
export interface Route {
  readonly handle: Handler;
  /** What can be refused without looking at the chain: `ValidateBasic`. Throws an {@link SdkError}. */
  readonly check?: (value: EncodeObject["value"]) => void;
}

export type Handler = (ctx: Ctx, signer: string, value: EncodeObject["value"]) => MsgResult;

/**
 * A module of a chain. `messages` maps a typeUrl to its handler; `queries` maps the outer key of a contract's query
 * (`bank`, `staking`, `distribution`, `ibc`, …) to its answer.
 */
export interface Module {
  readonly name: string;
  readonly messages?: Readonly<Record<string, Handler>>;
  /** Checks of its messages that need no chain, by typeUrl; they run before the handler. */
  readonly checks?: Readonly<Record<string, (value: EncodeObject["value"]) => void>>;
  readonly queries?: Readonly<Record<string, (query: ContractQuery, block: Block) => unknown>>;
  /** Called once, after every module is made and the balances of genesis stand; in the order of modules. */
  genesis?(ctx: Ctx): void;
  beginBlock?(ctx: Ctx): void;
  endBlock?(ctx: Ctx): void;
}
