import { decodeAddress } from "../address.js";
import { requireSigner } from "../auth.js";
import { formatCoin, isValidCoin, parseCoin, type WireCoin } from "../coins.js";
import { clientV2Errors, ibcError, ibcErrors, within } from "../ibc/errors.js";
import { checkChannelId, checkPortId } from "../ibc/identifiers.js";
import type { IbcModule } from "../ibc/module.js";
import { readHeight, readU64, type WireHeight, type WireU64 } from "../ibc/wire.js";
import type { App, Coin, Ctx, Module, MsgResult, Transfer } from "../types.js";
import { encodeFields, type Fields } from "../wasm/protobuf.js";
import { SourceCallbacks } from "./callbacks.js";
import { pathOf } from "./denom.js";
import { transferErrors } from "./errors.js";
import { emitTransfer } from "./events.js";
import { checkData, encodeData, MAX_MEMO, type TransferData } from "./packet-data.js";
import { PORT, TransferPort } from "./port.js";
import { Vouchers } from "./vouchers.js";

/** As cosmjs writes it. */
interface MsgTransfer {
  readonly sourcePort: string;
  readonly sourceChannel: string;
  readonly token: WireCoin;
  readonly sender: string;
  readonly receiver: string;
  readonly timeoutHeight?: WireHeight | undefined;
  readonly timeoutTimestamp?: WireU64;
  readonly memo?: string;
}

type Message = Parameters<Transfer["transfer"]>[1];

/** Bytes. */
const MAX_RECEIVER = 2048;
/** This amount stands for all the sender has. */
const ALL = 2n ** 256n - 1n;
/** Protobuf of `MsgTransferResponse`. */
const RESPONSE: Fields = { 1: { name: "sequence", kind: "uint64" } };
/** `ibc` alone, or with something else than a hash behind it, is no denom. */
const BAD_VOUCHER = /^ibc($|\/(?![0-9a-fA-F]{64}$))/;

/** Tokens over IBC. Mirrors ICS-20 version 1 of ibc-go 10, with source callbacks to contracts. */
export class TransferModule implements Module, Transfer {
  readonly name = "transfer";
  private readonly vouchers: Vouchers;
  private readonly callbacks: SourceCallbacks;

  constructor(private readonly app: App & { readonly ibc: IbcModule }) {
    this.vouchers = new Vouchers(app);
    this.callbacks = new SourceCallbacks(app);
  }

  readonly messages = {
    "/ibc.applications.transfer.v1.MsgTransfer": (ctx: Ctx, signer: string, value: MsgTransfer) =>
      this.handle(ctx, signer, value),
  };

  /** Binds the port, once every module is there. */
  genesis(): void {
    this.app.ibc.bindPort(PORT, new TransferPort(this.vouchers, this.callbacks));
  }

  /**
   * Sends a token over a channel; answers the packet's sequence.
   *
   * Throws an `SdkError`: of x/bank where the balance is too small, `clientv2/35` for an unknown channel (ibc-go then
   * takes it for a client of the second version), else as {@link IbcModule.sendPacket}.
   */
  transfer(ctx: Ctx, message: Message): bigint {
    const { sender, channelId } = message;
    checkMessage(message);
    decodeAddress(this.app.prefix, sender);
    const { denom: name, amount } = this.resolve(sender, message.token);
    const denom = this.vouchers.denom(name);
    const data: TransferData = {
      denom,
      amount: amount.toString(),
      sender,
      receiver: message.receiver,
      memo: message.memo,
    };
    within("failed to validate ics20-1 packet data", () => checkData(data));
    if (this.app.ibc.channel(PORT, channelId) === undefined) {
      const details = `send packet failed for source id: ${channelId}: counterparty not found for client: ${channelId}`;
      throw ibcError(clientV2Errors.counterpartyNotFound, details);
    }
    this.vouchers.takeForSending(ctx, sender, PORT, channelId, { denom, amount });
    const from = { portId: PORT, channelId };
    const sequence = this.app.ibc.sendPacket(ctx, from, encodeData(pathOf(denom), data), message.timeout);
    this.callbacks.onSend(ctx, { sourcePort: PORT, sourceChannel: channelId, sequence }, data);
    emitTransfer(ctx, data);
    return sequence;
  }

  private handle(ctx: Ctx, signer: string, value: MsgTransfer): MsgResult {
    within(`invalid source port ID ${value.sourcePort}`, () => checkPortId(value.sourcePort));
    requireSigner(signer, value.sender);
    const sequence = this.transfer(ctx, {
      sender: value.sender,
      receiver: value.receiver,
      channelId: value.sourceChannel,
      token: parseCoin(value.token),
      timeout: { height: readHeight(value.timeoutHeight), timestamp: readU64(value.timeoutTimestamp) },
      memo: value.memo ?? "",
    });
    return { data: encodeFields(RESPONSE, { sequence }), response: { sequence } };
  }

  private resolve(sender: string, token: Coin): Coin {
    if (token.amount !== ALL) return token;
    const amount = this.app.bank.balance(sender, token.denom);
    if (amount === 0n) throw ibcError(transferErrors.invalidAmount, `empty spendable balance for ${token.denom}`);
    return { ...token, amount };
  }
}

function checkMessage({ channelId, token, sender, receiver, memo }: Message): void {
  const bytes = (text: string) => new TextEncoder().encode(text).length;
  within(`invalid source channel ID ${channelId}`, () => checkChannelId(channelId));
  if (!isValidCoin(token) || token.amount === 0n || BAD_VOUCHER.test(token.denom)) {
    throw ibcError(ibcErrors.invalidCoins, formatCoin(token));
  }
  if (sender.trim() === "") throw ibcError(ibcErrors.invalidAddress, "missing sender address");
  if (receiver.trim() === "") throw ibcError(ibcErrors.invalidAddress, "missing recipient address");
  if (bytes(receiver) > MAX_RECEIVER) {
    throw ibcError(ibcErrors.invalidAddress, `recipient address must not exceed ${MAX_RECEIVER} bytes`);
  }
  if (bytes(memo) > MAX_MEMO) throw ibcError(transferErrors.invalidMemo, `memo must not exceed ${MAX_MEMO} bytes`);
}
