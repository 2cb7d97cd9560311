import { hexToBytes } from "@noble/hashes/utils.js";
import { decodeAddress } from "../address.js";
import { requireSigner } from "../auth.js";
import { areValidCoins, formatCoins, parseCoins, type WireCoin } from "../coins.js";
import {
  type App,
  type Block,
  type Channel,
  type Coin,
  type Ctx,
  type Module,
  type MsgResult,
  type Packet,
  SdkError,
  type Wasm,
} from "../types.js";
import { wasmError, within } from "./errors.js";
import { gunzip, isGzip } from "./gzip.js";
import { Keeper } from "./keeper.js";
import { Response } from "./messages.js";
import { ContractPorts, packetJson } from "./port.js";
import { encodeFields } from "./protobuf.js";
import { ContractQueries, type ModuleQuerier, requireJson } from "./queries.js";
import type { CodeRecord, ContractRecord, HistoryEntry, Permission } from "./records.js";
import { Runtime, type WasmOptions } from "./runtime.js";

/** Numbers as cosmjs-types has them, old and new. */
type WireU64 = bigint | number | string | { toString(): string };

const LARGEST_WASM = 800 * 1024;

interface Messages {
  readonly sender: string;
  readonly contract: string;
  readonly msg: Uint8Array;
  readonly funds?: readonly WireCoin[];
  readonly codeId: WireU64;
  readonly label: string;
  readonly admin?: string;
  readonly newAdmin: string;
  readonly salt: Uint8Array;
  readonly fixMsg?: boolean;
  readonly wasmByteCode: Uint8Array;
  readonly instantiatePermission?: { readonly permission: number | string; readonly addresses?: readonly string[] };
}

/** Contracts: their messages, their ports, their queries. Mirrors x/wasm. */
export class WasmModule implements Module, Wasm {
  readonly name = "wasm";
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
    this.ports = new ContractPorts(this.runtime, this.keeper);
  }

  readonly messages = {
    "/cosmwasm.wasm.v1.MsgStoreCode": (ctx: Ctx, signer: string, value: Messages) => this.store(ctx, signer, value),
    "/cosmwasm.wasm.v1.MsgInstantiateContract": (ctx: Ctx, signer: string, value: Messages) =>
      this.instantiate(ctx, signer, value, false),
    "/cosmwasm.wasm.v1.MsgInstantiateContract2": (ctx: Ctx, signer: string, value: Messages) =>
      this.instantiate(ctx, signer, value, true),
    "/cosmwasm.wasm.v1.MsgExecuteContract": (ctx: Ctx, signer: string, value: Messages) =>
      this.execute(ctx, signer, value),
    "/cosmwasm.wasm.v1.MsgMigrateContract": (ctx: Ctx, signer: string, value: Messages) =>
      this.migrate(ctx, signer, value),
    "/cosmwasm.wasm.v1.MsgUpdateAdmin": (ctx: Ctx, signer: string, value: Messages) => {
      this.address("new admin", value.newAdmin);
      return this.setAdmin(ctx, signer, value, value.newAdmin);
    },
    "/cosmwasm.wasm.v1.MsgClearAdmin": (ctx: Ctx, signer: string, value: Messages) =>
      this.setAdmin(ctx, signer, value, ""),
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
    this.address("contract", contract);
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

  private store(ctx: Ctx, signer: string, value: Messages): MsgResult {
    requireSigner(signer, this.address("sender", value.sender));
    const wasm = value.wasmByteCode;
    if (wasm.length === 0) throw new SdkError("sdk", 18, "code bytes is required: empty: invalid request");
    if (wasm.length > LARGEST_WASM) {
      throw new SdkError(
        "sdk",
        18,
        `code bytes cannot be longer than ${LARGEST_WASM} bytes: exceeds limit: invalid request`,
      );
    }
    const code = isGzip(wasm) ? gunzip(wasm, LARGEST_WASM) : wasm;
    const record = this.keeper.storeCode(ctx, signer, code, permissionOf(value.instantiatePermission));
    const response = { codeId: record.codeId, checksum: hexToBytes(record.checksum) };
    return { data: encodeFields(Response.storeCode, response), response };
  }

  private instantiate(ctx: Ctx, signer: string, value: Messages, salted: boolean): MsgResult {
    requireSigner(signer, this.address("sender", value.sender));
    const admin = value.admin ?? "";
    if (admin !== "") this.address("admin", admin);
    requireJson(value.msg, "payload msg");
    const { address, data = new Uint8Array() } = this.keeper.instantiate(ctx, signer, {
      codeId: BigInt(value.codeId.toString()),
      admin,
      label: value.label,
      msg: value.msg,
      funds: fundsOf(value.funds),
      ...(salted ? { salt: value.salt, fixMsg: value.fixMsg ?? false } : {}),
    });
    return { data: encodeFields(Response.instantiate, { address, data }), response: { address, data } };
  }

  private execute(ctx: Ctx, signer: string, value: Messages): MsgResult {
    requireSigner(signer, this.address("sender", value.sender));
    const contract = this.address("contract", value.contract);
    const funds = fundsOf(value.funds);
    requireJson(value.msg, "payload msg");
    return dataResult(this.keeper.execute(ctx, signer, contract, value.msg, funds));
  }

  private migrate(ctx: Ctx, signer: string, value: Messages): MsgResult {
    requireSigner(signer, this.address("sender", value.sender));
    const contract = this.address("contract", value.contract);
    requireJson(value.msg, "payload msg");
    return dataResult(this.keeper.migrate(ctx, signer, contract, BigInt(value.codeId.toString()), value.msg));
  }

  private setAdmin(ctx: Ctx, signer: string, value: Messages, admin: string): MsgResult {
    requireSigner(signer, this.address("sender", value.sender));
    this.keeper.setAdmin(ctx, signer, this.address("contract", value.contract), admin);
    return { data: new Uint8Array(), response: {} };
  }

  /** Throws an `SdkError` where the text is no address of this chain. */
  private address(field: string, text: string): string {
    within(field, () => decodeAddress(this.app.prefix, text));
    return text;
  }
}

function dataResult(data: Uint8Array | undefined): MsgResult {
  const response = { data: data ?? new Uint8Array() };
  return { data: encodeFields(Response.data, response), response };
}

function fundsOf(funds: readonly WireCoin[] = []): readonly Coin[] {
  const coins = parseCoins(funds);
  if (!areValidCoins(coins)) throw new SdkError("sdk", 10, `funds: ${formatCoins(coins)}: invalid coins`);
  return coins;
}

/** Kinds of permission by name and by number of protobuf. */
const NOBODY: ReadonlySet<number | string> = new Set([1, "ACCESS_TYPE_NOBODY"]);
const EVERYBODY: ReadonlySet<number | string> = new Set([3, "ACCESS_TYPE_EVERYBODY"]);
const ANY_OF: ReadonlySet<number | string> = new Set([4, "ACCESS_TYPE_ANY_OF_ADDRESSES"]);

function permissionOf(wanted: Messages["instantiatePermission"]): Permission {
  if (wanted === undefined || EVERYBODY.has(wanted.permission)) return "everybody";
  if (NOBODY.has(wanted.permission)) return "nobody";
  if (ANY_OF.has(wanted.permission) && wanted.addresses !== undefined && wanted.addresses.length > 0) {
    return wanted.addresses;
  }
  throw wasmError("invalid", "instantiate permission");
}
