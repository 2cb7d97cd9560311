import { hexToBytes } from "@noble/hashes/utils.js";
import { decodeAddress } from "../address.js";
import { requireGovernance, requireSigner } from "../auth.js";
import { parseCoins } from "../coins.js";
import type { App, Block, Channel, Ctx, Module, MsgResult, Packet, Wasm } from "../types.js";
import { type WasmMessage, wasmChecks } from "./checks.js";
import { wasmError, within } from "./errors.js";
import { gunzip, isGzip } from "./gzip.js";
import { Keeper } from "./keeper.js";
import { Response } from "./messages.js";
import { ContractPorts, packetJson } from "./port.js";
import { encodeFields } from "./protobuf.js";
import { ContractQueries, type ModuleQuerier, requireJson } from "./queries.js";
import type { CodeRecord, ContractRecord, HistoryEntry, Permission } from "./records.js";
import { Runtime, type WasmOptions } from "./runtime.js";

/** A module may be packed to this; what it unpacks to, too. */
const LARGEST_WASM = 800 * 1024;

/** Contracts: their messages, their ports, their queries. Mirrors x/wasm. */
export class WasmModule implements Module, Wasm {
  readonly name = "wasm";
  readonly checks: ReturnType<typeof wasmChecks>;
  readonly keeper: Keeper;
  private readonly runtime: Runtime;
  private readonly contractQueries: ContractQueries;
  private readonly ports: ContractPorts;

  constructor(
    private readonly app: App,
    modules: ModuleQuerier,
    options: WasmOptions = {},
  ) {
    this.contractQueries = new ContractQueries(app, () => this.runtime, modules);
    this.runtime = new Runtime(app, options, this.contractQueries.answer);
    this.keeper = new Keeper(app, this.runtime);
    this.checks = wasmChecks(app.prefix);
    this.ports = new ContractPorts(this.runtime, this.keeper);
  }

  readonly messages = {
    "/cosmwasm.wasm.v1.MsgStoreCode": (ctx: Ctx, signer: string, value: WasmMessage) => this.store(ctx, signer, value),
    "/cosmwasm.wasm.v1.MsgInstantiateContract": (ctx: Ctx, signer: string, value: WasmMessage) =>
      this.instantiate(ctx, signer, value, false),
    "/cosmwasm.wasm.v1.MsgInstantiateContract2": (ctx: Ctx, signer: string, value: WasmMessage) =>
      this.instantiate(ctx, signer, value, true),
    "/cosmwasm.wasm.v1.MsgExecuteContract": (ctx: Ctx, signer: string, value: WasmMessage) =>
      this.execute(ctx, signer, value),
    "/cosmwasm.wasm.v1.MsgMigrateContract": (ctx: Ctx, signer: string, value: WasmMessage) =>
      this.migrate(ctx, signer, value),
    "/cosmwasm.wasm.v1.MsgUpdateAdmin": (ctx: Ctx, signer: string, value: WasmMessage) =>
      this.setAdmin(ctx, signer, value, value.newAdmin),
    "/cosmwasm.wasm.v1.MsgClearAdmin": (ctx: Ctx, signer: string, value: WasmMessage) =>
      this.setAdmin(ctx, signer, value, ""),
    "/cosmwasm.wasm.v1.MsgSudoContract": (ctx: Ctx, signer: string, value: WasmMessage) =>
      this.governSudo(ctx, signer, value),
  } satisfies Module["messages"];

  isContract(address: string): boolean {
    return this.runtime.records.contracts.has(address);
  }

  contract(address: string): ContractRecord | undefined {
    return this.runtime.records.contracts.get(address);
  }

  contracts(): ContractRecord[] {
    return [...this.runtime.records.contracts.range()].map(([, record]) => record);
  }

  history(address: string): readonly HistoryEntry[] {
    return this.runtime.records.history(address);
  }

  codes(): CodeRecord[] {
    return [...this.runtime.records.codes.range()].map(([, record]) => record);
  }

  /** Bytes of a code, as stored. Throws an `SdkError` (wasm/28) for an id that is not there. */
  codeBytes(codeId: bigint): Uint8Array {
    return this.runtime.compiled(this.runtime.codeRecord(codeId)).wasm;
  }

  sudo(ctx: Ctx, contract: string, msg: Uint8Array): void {
    this.keeper.sudo(ctx, contract, msg);
  }

  /** A contract's answer to a client. Throws an `SdkError`. */
  querySmart(block: Block, gas: Ctx["gas"], contract: string, msg: Uint8Array): Uint8Array {
    within("contract", () => decodeAddress(this.app.prefix, contract));
    requireJson(msg, "query data");
    return this.contractQueries.smart({ block, txIndex: 0, gas, reading: true }, contract, msg);
  }

  queryRaw(contract: string, key: Uint8Array): Uint8Array | undefined {
    return this.contractQueries.raw(contract, key);
  }

  sourceCallback(ctx: Ctx, contract: string, outcome: Parameters<Wasm["sourceCallback"]>[2]): void {
    const { relayer } = outcome;
    const packet = packetJson(outcome.packet);
    const msg =
      outcome.kind === "timeout"
        ? { timeout: { packet, relayer } }
        : { acknowledgement: { acknowledgement: { data: outcome.ack }, original_packet: packet, relayer } };
    this.ports.basic(ctx, contract, "ibc_source_callback", msg);
  }

  onChanOpenInit(ctx: Ctx, channel: Channel): string {
    return this.ports.onChanOpenInit(ctx, channel);
  }
  onChanOpenTry(ctx: Ctx, channel: Channel, counterpartyVersion: string): string {
    return this.ports.onChanOpenTry(ctx, channel, counterpartyVersion);
  }
  onChanOpenAck(ctx: Ctx, channel: Channel, counterpartyVersion: string): void {
    this.ports.onChanOpenAck(ctx, channel, counterpartyVersion);
  }
  onChanOpenConfirm(ctx: Ctx, channel: Channel): void {
    this.ports.onChanOpenConfirm(ctx, channel);
  }
  onChanCloseInit(ctx: Ctx, channel: Channel): void {
    this.ports.onChanCloseInit(ctx, channel);
  }
  onChanCloseConfirm(ctx: Ctx, channel: Channel): void {
    this.ports.onChanCloseConfirm(ctx, channel);
  }
  onRecvPacket(ctx: Ctx, packet: Packet, relayer: string) {
    return this.ports.onRecvPacket(ctx, packet, relayer);
  }
  onAcknowledgementPacket(ctx: Ctx, packet: Packet, ack: Uint8Array, relayer: string): void {
    this.ports.onAcknowledgementPacket(ctx, packet, ack, relayer);
  }
  onTimeoutPacket(ctx: Ctx, packet: Packet, relayer: string): void {
    this.ports.onTimeoutPacket(ctx, packet, relayer);
  }

  private store(ctx: Ctx, signer: string, value: WasmMessage): MsgResult {
    requireSigner(signer, value.sender);
    const wasm = value.wasmByteCode;
    const code = isGzip(wasm) ? gunzip(wasm, LARGEST_WASM) : wasm;
    const record = this.keeper.storeCode(ctx, signer, code, permissionOf(value.instantiatePermission));
    const response = { codeId: record.codeId, checksum: hexToBytes(record.checksum) };
    return { data: encodeFields(Response.storeCode, response), response };
  }

  private instantiate(ctx: Ctx, signer: string, value: WasmMessage, salted: boolean): MsgResult {
    requireSigner(signer, value.sender);
    const { address, data = new Uint8Array() } = this.keeper.instantiate(ctx, signer, {
      codeId: BigInt(value.codeId.toString()),
      admin: value.admin ?? "",
      label: value.label,
      msg: value.msg,
      funds: parseCoins(value.funds ?? []),
      ...(salted ? { salt: value.salt, fixMsg: value.fixMsg ?? false } : {}),
    });
    return { data: encodeFields(Response.instantiate, { address, data }), response: { address, data } };
  }

  private execute(ctx: Ctx, signer: string, { sender, contract, msg, funds = [] }: WasmMessage): MsgResult {
    requireSigner(signer, sender);
    return dataResult(this.keeper.execute(ctx, signer, contract, msg, parseCoins(funds)));
  }

  private migrate(ctx: Ctx, signer: string, { sender, contract, codeId, msg }: WasmMessage): MsgResult {
    requireSigner(signer, sender);
    return dataResult(this.keeper.migrate(ctx, signer, contract, BigInt(codeId.toString()), msg));
  }

  private setAdmin(ctx: Ctx, signer: string, { sender, contract }: WasmMessage, admin: string): MsgResult {
    requireSigner(signer, sender);
    this.keeper.setAdmin(ctx, signer, contract, admin);
    return { data: new Uint8Array(), response: {} };
  }

  private governSudo(ctx: Ctx, signer: string, { authority, contract, msg }: WasmMessage): MsgResult {
    requireGovernance(this.app.auth, signer, authority, (details) => wasmError("invalid", details));
    return dataResult(this.keeper.sudo(ctx, contract, msg));
  }
}

function dataResult(data: Uint8Array | undefined): MsgResult {
  const response = { data: data ?? new Uint8Array() };
  return { data: encodeFields(Response.data, response), response };
}

/** Kinds of permission by name and by number of protobuf. */
const NOBODY: ReadonlySet<number | string> = new Set([1, "ACCESS_TYPE_NOBODY"]);
const EVERYBODY: ReadonlySet<number | string> = new Set([3, "ACCESS_TYPE_EVERYBODY"]);
const ANY_OF: ReadonlySet<number | string> = new Set([4, "ACCESS_TYPE_ANY_OF_ADDRESSES"]);

function permissionOf(wanted: WasmMessage["instantiatePermission"]): Permission {
  if (wanted === undefined) return "everybody";
  const kind = typeof wanted.permission === "bigint" ? Number(wanted.permission) : wanted.permission;
  if (EVERYBODY.has(kind)) return "everybody";
  if (NOBODY.has(kind)) return "nobody";
  if (ANY_OF.has(kind) && wanted.addresses !== undefined && wanted.addresses.length > 0) {
    return wanted.addresses;
  }
  throw wasmError("invalid", "instantiate permission");
}
