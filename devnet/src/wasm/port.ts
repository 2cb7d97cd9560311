import { utf8ToBytes } from "@noble/hashes/utils.js";
import { Panic } from "../gas.js";
import { type Channel, type Ctx, type Packet, type PortModule, SdkError } from "../types.js";
import { ContractError, isPanic, wasmError, within } from "./errors.js";
import { writeJson } from "./json.js";
import type { Keeper } from "./keeper.js";
import type { ContractResponse } from "./response.js";
import type { Runtime } from "./runtime.js";

type Result<T> = { readonly ok: T } | { readonly error: string };

const PREFIX = "wasm.";

/** IBC for contracts: every port `wasm.<address>`. Mirrors x/wasm's handler and relay. */
export class ContractPorts implements PortModule {
  constructor(
    private readonly runtime: Runtime,
    private readonly keeper: Keeper,
  ) {}

  /** The version the contract answers, or the one proposed where it answers none. */
  onChanOpenInit(ctx: Ctx, channel: Channel): string {
    const version = this.open(ctx, channel, { open_init: { channel: channelJson(channel) } }) || channel.version;
    if (version === "") throw wasmError("empty", "version");
    return version;
  }

  onChanOpenTry(ctx: Ctx, channel: Channel, counterpartyVersion: string): string {
    // On a try the contract sees the other side's version in both places.
    const seen = channelJson({ ...channel, version: counterpartyVersion });
    const open = { open_try: { channel: seen, counterparty_version: counterpartyVersion } };
    return this.open(ctx, channel, open) || counterpartyVersion;
  }

  onChanOpenAck(ctx: Ctx, channel: Channel, counterpartyVersion: string): void {
    const connect = { open_ack: { channel: channelJson(channel), counterparty_version: counterpartyVersion } };
    this.basic(ctx, contractOf(channel.portId), "ibc_channel_connect", connect);
  }

  onChanOpenConfirm(ctx: Ctx, channel: Channel): void {
    const connect = { open_confirm: { channel: channelJson(channel) } };
    this.basic(ctx, contractOf(channel.portId), "ibc_channel_connect", connect);
  }

  onChanCloseInit(ctx: Ctx, channel: Channel): void {
    const close = { close_init: { channel: channelJson(channel) } };
    this.basic(ctx, contractOf(channel.portId), "ibc_channel_close", close);
  }

  onChanCloseConfirm(ctx: Ctx, channel: Channel): void {
    const close = { close_confirm: { channel: channelJson(channel) } };
    this.basic(ctx, contractOf(channel.portId), "ibc_channel_close", close);
  }

  /**
   * A contract's error becomes an error ack with its own text, a failed sub-message one with code and codespace; both
   * undo what was written. A trap ends the transaction, without an ack.
   */
  onRecvPacket(ctx: Ctx, packet: Packet, relayer: string): { readonly ack: Uint8Array; readonly success: boolean } {
    const contract = contractOf(packet.destinationPort);
    const inner: Ctx = { ...ctx, events: [] };
    try {
      const outcome = this.receive(inner, contract, packet, relayer);
      if (outcome.success) ctx.events.push(...inner.events);
      ctx.events.push(receivedEvent(contract, outcome.success));
      return outcome;
    } catch (error) {
      if (!(error instanceof SdkError) || isPanic(error)) throw error;
      ctx.events.push(receivedEvent(contract, false, error.message));
      const text = `ABCI error: ${error.codespace}/${error.code}: error handling packet: see events for details`;
      return { ack: errorAck(text), success: false };
    }
  }

  onAcknowledgementPacket(ctx: Ctx, packet: Packet, ack: Uint8Array, relayer: string): void {
    const msg = { acknowledgement: { data: ack }, original_packet: packetJson(packet), relayer };
    within("on ack", () => this.basic(ctx, contractOf(packet.sourcePort), "ibc_packet_ack", msg));
  }

  onTimeoutPacket(ctx: Ctx, packet: Packet, relayer: string): void {
    const msg = { packet: packetJson(packet), relayer };
    within("on timeout", () => this.basic(ctx, contractOf(packet.sourcePort), "ibc_packet_timeout", msg));
  }

  /** Calls an entry point that answers a response without data, and handles it. */
  basic(ctx: Ctx, contract: string, entryPoint: string, msg: unknown): void {
    const { record, code } = this.runtime.contract(contract);
    this.runtime.payLoading(ctx, code);
    const args = [writeJson(msg)];
    const result = this.runtime.call(
      ctx,
      contract,
      code,
      entryPoint,
      args,
      "executeFailed",
    ) as Result<ContractResponse>;
    if ("error" in result) throw new ContractError("executeFailed", result.error);
    this.keeper.handle(ctx, record, result.ok);
  }

  private open(ctx: Ctx, { portId }: Channel, msg: unknown): string {
    const contract = contractOf(portId);
    const { code } = this.runtime.contract(contract);
    this.runtime.payLoading(ctx, code);
    const result = this.runtime.call(ctx, contract, code, "ibc_channel_open", [writeJson(msg)], "executeFailed");
    const opened = result as Result<{ readonly version: string } | null>;
    if ("error" in opened) throw new ContractError("executeFailed", opened.error);
    return opened.ok?.version ?? "";
  }

  private receive(ctx: Ctx, contract: string, packet: Packet, relayer: string) {
    const { record, code } = this.runtime.contract(contract);
    this.runtime.payLoading(ctx, code);
    const args = [writeJson({ packet: packetJson(packet), relayer })];
    const result = this.unlessTrapped(() => this.runtime.call(ctx, contract, code, "ibc_packet_receive", args));
    if ("error" in result) return { ack: errorAck(result.error), success: false };
    const ack = this.keeper.handle(ctx, record, result.ok);
    return { ack: ack ?? new Uint8Array(), success: true };
  }

  private unlessTrapped(body: () => unknown): Result<ContractResponse> {
    try {
      return body() as Result<ContractResponse>;
    } catch (error) {
      if (error instanceof SdkError && !isPanic(error)) throw new Panic(error.message);
      throw error;
    }
  }
}

/** The contract behind a port. Throws an `SdkError` (wasm/14) where the port is not a contract's. */
function contractOf(portId: string): string {
  if (!portId.startsWith(PREFIX)) throw wasmError("invalid", "contract port id: without prefix");
  return portId.slice(PREFIX.length);
}

function channelJson({ portId, channelId, counterparty, order, version, connectionId }: Channel): unknown {
  return {
    endpoint: { port_id: portId, channel_id: channelId },
    counterparty_endpoint: { port_id: counterparty.portId, channel_id: counterparty.channelId },
    order,
    version,
    connection_id: connectionId,
  };
}

/** A packet as contracts get it: the timestamp a text, left out at zero; the height an object, null at zero. */
export function packetJson(packet: Packet): unknown {
  const { revisionNumber, revisionHeight } = packet.timeoutHeight;
  const block = { revision: revisionNumber, height: revisionHeight };
  const { timeoutTimestamp } = packet;
  return {
    data: packet.data,
    src: { port_id: packet.sourcePort, channel_id: packet.sourceChannel },
    dest: { port_id: packet.destinationPort, channel_id: packet.destinationChannel },
    sequence: packet.sequence,
    timeout: {
      block: revisionNumber === 0n && revisionHeight === 0n ? null : block,
      timestamp: timeoutTimestamp === 0n ? undefined : timeoutTimestamp.toString(),
    },
  };
}

function errorAck(error: string): Uint8Array {
  return utf8ToBytes(goJson({ error }));
}

/** JSON as Go writes it: with `<`, `>`, `&` and two line separators escaped. */
function goJson(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (char) => {
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

function receivedEvent(contract: string, success: boolean, error?: string) {
  const attributes = [
    { key: "module", value: "wasm" },
    { key: "_contract_address", value: contract },
    { key: "success", value: String(success) },
  ];
  if (error !== undefined) attributes.push({ key: "error", value: error });
  return { type: "ibc_packet_received", attributes };
}
