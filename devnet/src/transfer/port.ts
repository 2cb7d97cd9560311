import { bytesToHex } from "@noble/hashes/utils.js";
import { OutOfGas, Panic } from "../gas.js";
import { channelErrors, ibcError, ibcErrors, portErrors } from "../ibc/errors.js";
import { ackBytes, errorAck, type ParsedAck, parseAck } from "../ibc/json.js";
import { type Channel, type Ctx, type Packet, type PortModule, SdkError } from "../types.js";
import type { SourceCallbacks } from "./callbacks.js";
import { transferErrors } from "./errors.js";
import { emitAcknowledged, emitReceived, emitTimeout } from "./events.js";
import { decodeData, type TransferData } from "./packet-data.js";
import type { Vouchers } from "./vouchers.js";

/** The port of transfers on every chain. */
export const PORT = "transfer";
const VERSION = "ics20-1";
/** Escrow addresses stay apart from all others for so many channels. */
const MAX_CHANNEL = 2n ** 32n - 1n;

/** What stands behind the port `transfer`. */
export class TransferPort implements PortModule {
  constructor(
    private readonly vouchers: Vouchers,
    private readonly callbacks: SourceCallbacks,
  ) {}

  onChanOpenInit(_ctx: Ctx, channel: Channel): string {
    checkChannel(channel);
    const version = channel.version.trim() === "" ? VERSION : channel.version;
    if (version !== VERSION) {
      throw ibcError(transferErrors.invalidVersion, `expected one of [${VERSION}], got ${version}`);
    }
    return version;
  }

  /** Another version is not refused but answered with the known one. */
  onChanOpenTry(_ctx: Ctx, channel: Channel): string {
    checkChannel(channel);
    return VERSION;
  }

  onChanOpenAck(_ctx: Ctx, _channel: Channel, counterpartyVersion: string): void {
    if (counterpartyVersion !== VERSION) {
      const details = `invalid counterparty version: expected one of [${VERSION}], got ${counterpartyVersion}`;
      throw ibcError(transferErrors.invalidVersion, details);
    }
  }

  onChanOpenConfirm(): void {}

  onChanCloseInit(): void {
    throw ibcError(ibcErrors.invalidRequest, "user cannot close channel");
  }

  onChanCloseConfirm(): void {}

  onRecvPacket(ctx: Ctx, packet: Packet): { readonly ack: Uint8Array; readonly success: boolean } {
    let data: TransferData | undefined;
    try {
      data = decodeData(packet.data);
      this.vouchers.giveReceived(ctx, packet, data);
    } catch (error) {
      if (!(error instanceof SdkError) || error instanceof OutOfGas || error instanceof Panic) throw error;
      emitReceived(ctx, data, error.message);
      return { ack: errorAck(error.code), success: false };
    }
    emitReceived(ctx, data);
    return { ack: ackBytes({ result: Uint8Array.of(1) }), success: true };
  }

  onAcknowledgementPacket(ctx: Ctx, packet: Packet, ack: Uint8Array, relayer: string): void {
    const parsed = requireAck(ack);
    const data = decodeData(packet.data);
    if (parsed.error !== undefined) this.vouchers.refund(ctx, packet, data);
    emitAcknowledged(ctx, data, parsed);
    this.callbacks.onOutcome(ctx, data, { kind: "acknowledgement", packet, ack, relayer });
  }

  onTimeoutPacket(ctx: Ctx, packet: Packet, relayer: string): void {
    const data = decodeData(packet.data);
    this.vouchers.refund(ctx, packet, data);
    emitTimeout(ctx, data);
    this.callbacks.onOutcome(ctx, data, { kind: "timeout", packet, relayer });
  }
}

function checkChannel({ portId, channelId, order }: Channel): void {
  if (BigInt(channelId.slice("channel-".length)) > MAX_CHANNEL) {
    throw ibcError(transferErrors.maxChannels, `${channelId} is beyond the max allowed transfer channels`);
  }
  if (order !== "ORDER_UNORDERED") {
    throw ibcError(channelErrors.invalidOrdering, `expected ORDER_UNORDERED channel, got ${order} `);
  }
  if (portId !== PORT) throw ibcError(portErrors.invalidPort, `invalid port: ${portId}, expected ${PORT}`);
}

function requireAck(ack: Uint8Array): ParsedAck {
  const parsed = parseAck(ack);
  if (parsed === undefined) {
    const details = "cannot unmarshal ICS-20 transfer packet acknowledgement";
    throw ibcError(ibcErrors.unknownRequest, details);
  }
  const expected = bytesToHex(ackBytes(parsed)).toUpperCase();
  const got = bytesToHex(ack).toUpperCase();
  if (expected !== got) {
    const details = `acknowledgement did not marshal to expected bytes: ${expected} ≠ ${got}`;
    throw ibcError(ibcErrors.invalidType, details);
  }
  if (parsed.error === undefined && parsed.result === undefined) {
    throw ibcError(ibcErrors.invalidType, "expected a result or an error");
  }
  return parsed;
}
