import { decodeAddress } from "../address.js";
import { isBlocked } from "../auth.js";
import { ibcError, ibcErrors, within } from "../ibc/errors.js";
import type { Table } from "../state.js";
import { type App, type Coin, type Ctx, type Packet, SdkError } from "../types.js";
import { cameThrough, type Denom, denomOf, escrowAddress, hashOf, parsePath, pathOf } from "./denom.js";
import { transferErrors } from "./errors.js";
import { emitDenom } from "./events.js";
import { amountOf, checkData, MAX_MEMO, type TransferData } from "./packet-data.js";

const HASH = /^ibc\/([0-9a-fA-F]{64})$/;

/**
 * Tokens that came from other chains, and those that went there. A token sent out is held in escrow, a token sent back
 * is burned; the other side mints or releases. Mirrors the keeper of ICS-20.
 */
export class Vouchers {
  /** Paths by hash. */
  private readonly paths: Table<string>;

  constructor(private readonly app: Pick<App, "state" | "auth" | "bank" | "prefix">) {
    this.paths = app.state.table("transfer/paths");
  }

  /** The way of a token by its denom here; throws `transfer/6` for vouchers that nobody has ever sent here. */
  denom(name: string): Denom {
    const hash = HASH.exec(name)?.[1]?.toUpperCase();
    if (hash === undefined) return { base: name, trace: [] };
    const path = this.paths.get(hash);
    if (path === undefined) throw ibcError(transferErrors.denomNotFound, hash);
    return parsePath(path);
  }

  /** Takes a token from its sender: into escrow, or out of the world where it goes back. */
  takeForSending(ctx: Ctx, sender: string, portId: string, channelId: string, token: TransferToken): void {
    if (isBlocked(this.app.auth, sender)) {
      throw ibcError(ibcErrors.unauthorized, `${sender} is not allowed to send funds`);
    }
    const coins = [coinOf(token)];
    if (cameThrough(token.denom, portId, channelId)) {
      this.app.bank.send(ctx, sender, this.moduleAddress, coins);
      this.app.bank.burn(ctx, this.moduleAddress, coins);
    } else {
      this.app.bank.send(ctx, sender, escrowAddress(this.app.prefix, portId, channelId), coins);
    }
  }

  /** Gives a token to its receiver: out of escrow where it comes back, else as a new voucher. */
  giveReceived(ctx: Ctx, packet: Packet, data: TransferData): void {
    within("error validating ICS-20 transfer packet data", () => {
      checkData(data);
      if (new TextEncoder().encode(data.memo).length > MAX_MEMO) {
        throw ibcError(transferErrors.invalidMemo, `memo must not exceed ${MAX_MEMO} bytes`);
      }
    });
    const receiver = this.receiver(data.receiver);
    const { sourcePort, sourceChannel, destinationPort, destinationChannel } = packet;
    const amount = amountOf(data);
    if (cameThrough(data.denom, sourcePort, sourceChannel)) {
      const denom = { ...data.denom, trace: data.denom.trace.slice(1) };
      this.release(ctx, destinationPort, destinationChannel, receiver, { denom, amount });
      return;
    }
    const hop = { portId: destinationPort, channelId: destinationChannel };
    const denom = { ...data.denom, trace: [hop, ...data.denom.trace] };
    const hash = hashOf(denom);
    if (!this.paths.has(hash)) this.paths.set(hash, pathOf(denom));
    emitDenom(ctx, denom);
    this.mint(ctx, receiver, { denom, amount });
  }

  /** Gives a token back to its sender after a transfer that failed. */
  refund(ctx: Ctx, packet: Packet, data: TransferData): void {
    decodeAddress(this.app.prefix, data.sender);
    if (isBlocked(this.app.auth, data.sender)) {
      throw ibcError(ibcErrors.unauthorized, `${data.sender} is not allowed to receive funds`);
    }
    const token = { denom: data.denom, amount: amountOf(data) };
    const { sourcePort, sourceChannel } = packet;
    if (cameThrough(data.denom, sourcePort, sourceChannel)) this.mint(ctx, data.sender, token);
    else this.release(ctx, sourcePort, sourceChannel, data.sender, token);
  }

  private get moduleAddress(): string {
    return this.app.auth.moduleAddress("transfer");
  }

  private receiver(text: string): string {
    try {
      decodeAddress(this.app.prefix, text);
    } catch (error) {
      if (!(error instanceof SdkError)) throw error;
      throw ibcError(ibcErrors.invalidAddress, `failed to decode receiver address: ${text}`);
    }
    const receiver = text.toLowerCase();
    if (isBlocked(this.app.auth, receiver)) {
      throw ibcError(ibcErrors.unauthorized, `${receiver} is not allowed to receive funds`);
    }
    return receiver;
  }

  private mint(ctx: Ctx, to: string, token: TransferToken): void {
    const coins = [coinOf(token)];
    within("failed to mint IBC tokens", () => this.app.bank.mint(ctx, this.moduleAddress, coins));
    within(`failed to send coins to receiver ${to}`, () => this.app.bank.send(ctx, this.moduleAddress, to, coins));
  }

  private release(ctx: Ctx, portId: string, channelId: string, to: string, token: TransferToken): void {
    const escrow = escrowAddress(this.app.prefix, portId, channelId);
    within(
      "unable to unescrow tokens, this may be caused by a malicious counterparty module or a bug: please open an issue on counterparty module",
      () => this.app.bank.send(ctx, escrow, to, [coinOf(token)]),
    );
  }
}

export interface TransferToken {
  readonly denom: Denom;
  readonly amount: bigint;
}

function coinOf({ denom, amount }: TransferToken): Coin {
  return { denom: denomOf(denom), amount };
}
