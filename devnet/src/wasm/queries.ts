import { decodeAddress } from "../address.js";
import { type App, type ContractQuery, SdkError } from "../types.js";
import { fromBase64, toBase64 } from "./base64.js";
import { ContractError, noSuchCode, noSuchContract, SystemError, unsupportedRequest, wasmError } from "./errors.js";
import { latin1Bytes } from "./imports.js";
import { writeJson } from "./json.js";
import type { Frame, Querier, Runtime } from "./runtime.js";

/** Queries within queries. */
const MOST_QUERIES = 10;

const text = new TextEncoder();

/** Answers the queries of other modules; by their outer key. */
export type ModuleQuerier = (kind: string, query: ContractQuery, frame: Frame) => unknown;

interface WasmQuery {
  readonly smart?: { readonly contract_addr: string; readonly msg: string };
  readonly raw?: { readonly contract_addr: string; readonly key: string };
  readonly contract_info?: { readonly contract_addr: string };
  readonly code_info?: { readonly code_id: number | bigint };
  readonly raw_range?: RawRange;
}

interface RawRange {
  readonly contract_addr: string;
  readonly start?: string | null;
  readonly end?: string | null;
  readonly limit: number;
  readonly order: string;
}

/** Answers what contracts ask. Mirrors x/wasm's query plugins, with nothing allowed by gRPC, as stock chains have it. */
export class ContractQueries {
  constructor(
    private readonly app: App,
    private readonly runtime: () => Runtime,
    private readonly modules: ModuleQuerier,
  ) {}

  readonly answer: Querier = (frame, contract, query) => {
    const [[kind, body] = ["", undefined]] = Object.entries(query);
    switch (kind) {
      case "wasm":
        return this.wasm(frame, body as WasmQuery);
      case "ibc":
        return json(this.ibc(frame, contract, body as ContractQuery));
      case "custom":
        throw unsupportedRequest("custom");
      case "stargate":
        throw unsupportedRequest("Stargate queries are disabled on this chain");
      case "grpc":
        throw unsupportedRequest("gRPC queries are disabled on this chain");
      case "bank":
      case "staking":
      case "distribution":
        return json(this.modules(kind, body as ContractQuery, frame));
      default:
        throw new SystemError(new SdkError("undefined", 1, "unknown system error"), { unknown: {} });
    }
  };

  /** A contract's own answer. Throws an `SdkError`, {@link ContractError} for its own error. */
  smart(frame: Frame, address: string, msg: Uint8Array): Uint8Array {
    const queryDepth = (frame.queryDepth ?? 0) + 1;
    if (queryDepth > MOST_QUERIES) throw wasmError("queryDepth");
    const runtime = this.runtime();
    const { code } = runtime.contract(address);
    runtime.payLoading(frame, code);
    const args = [new TextDecoder().decode(msg)];
    const result = runtime.call({ ...frame, queryDepth }, address, code, "query", args) as QueryResult;
    if ("error" in result) throw new ContractError("queryFailed", result.error);
    return fromBase64(result.ok);
  }

  /** The bytes stored under a key; undefined where there are none. */
  raw(address: string, key: Uint8Array): Uint8Array | undefined {
    return this.runtime().records.storage(address).get(latin1(key));
  }

  private wasm(frame: Frame, query: WasmQuery): Uint8Array {
    if (query.smart !== undefined) {
      const address = this.requireAddress(query.smart.contract_addr);
      const msg = fromBase64(query.smart.msg);
      requireJson(msg, "json msg");
      return this.smart(frame, address, msg);
    }
    if (query.raw !== undefined) {
      const address = this.requireAddress(query.raw.contract_addr);
      return this.raw(address, fromBase64(query.raw.key)) ?? new Uint8Array();
    }
    if (query.contract_info !== undefined) return json(this.contractInfo(query.contract_info.contract_addr));
    if (query.code_info !== undefined) return json(this.codeInfo(BigInt(query.code_info.code_id)));
    if (query.raw_range !== undefined) return json(this.rawRange(query.raw_range));
    throw unsupportedRequest("unknown WasmQuery variant");
  }

  private contractInfo(text: string): unknown {
    const address = this.requireAddress(text);
    const record = this.runtime().records.contracts.get(address);
    if (record === undefined) throw noSuchContract(address);
    return {
      code_id: record.codeId,
      creator: record.creator,
      admin: record.admin === "" ? undefined : record.admin,
      pinned: false,
      ibc_port: record.ibcPortId === "" ? undefined : record.ibcPortId,
      ibc2_port: `wasm2${record.address.slice(this.app.prefix.length)}`,
    };
  }

  private codeInfo(codeId: bigint): unknown {
    if (codeId === 0n) throw wasmError("empty", "code id");
    const record = this.runtime().records.code(codeId);
    if (record === undefined) throw noSuchCode(codeId);
    // Checksums stand as hex in this one answer.
    return { code_id: codeId, creator: record.creator, checksum: record.checksum };
  }

  private rawRange(query: RawRange): unknown {
    const address = this.requireAddress(query.contract_addr);
    if (query.order !== "ascending" && query.order !== "descending") {
      throw new SdkError("sdk", 18, `unknown order ${query.order}: invalid request`);
    }
    const bound = (text: string | null | undefined) => (text ? latin1(fromBase64(text)) : undefined);
    const storage = this.runtime().records.storage(address);
    const data: { key: string; value: string }[] = [];
    for (const [key, value] of storage.range(bound(query.start), bound(query.end), query.order)) {
      const at = toBase64(latin1Bytes(key));
      if (data.length === query.limit) return { data, next_key: at };
      data.push({ key: at, value: toBase64(value) });
    }
    return { data, next_key: null };
  }

  /** The port of the contract that asks stands in where it names none. */
  private ibc(frame: Frame, contract: string, query: ContractQuery): unknown {
    const portId = this.runtime().records.contracts.get(contract)?.ibcPortId ?? "";
    const [[variant, body] = ["", undefined]] = Object.entries(query) as [string, Readonly<Record<string, unknown>>][];
    if (variant === "port_id") return { port_id: portId };
    return this.modules("ibc", { [variant]: { ...body, port_id: body?.port_id || portId } }, frame);
  }

  private requireAddress(address: string): string {
    try {
      decodeAddress(this.app.prefix, address);
      return address;
    } catch (error) {
      if (!(error instanceof SdkError)) throw error;
      throw new SdkError("sdk", 7, `${address}: invalid address`);
    }
  }
}

type QueryResult = { readonly ok: string } | { readonly error: string };

/** Throws an `SdkError` (wasm/14) where a message is no JSON. */
export function requireJson(msg: Uint8Array, what: string): void {
  try {
    JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(msg));
  } catch {
    throw wasmError("invalid", what);
  }
}

function json(value: unknown): Uint8Array {
  return text.encode(writeJson(value));
}

function latin1(bytes: Uint8Array): string {
  let key = "";
  for (const byte of bytes) key += String.fromCharCode(byte);
  return key;
}
