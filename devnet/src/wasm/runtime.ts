import { Meter, OutOfGas } from "../gas.js";
import { type App, type Block, type Coin, type ContractQuery, type GasMeter, SdkError } from "../types.js";
import { toBase64 } from "./base64.js";
import { type Code, type CodeCache, loadCode } from "./code.js";
import { isPanic, noSuchCode, noSuchContract, redacted, SystemError, wasmError } from "./errors.js";
import { parseJson, writeJson } from "./json.js";
import { VmError } from "./memory.js";
import { type CodeRecord, type ContractRecord, Records } from "./records.js";
import { Vm } from "./vm.js";

/** Where a contract is called from. A message's `Ctx` is one. */
export interface Frame {
  readonly block: Block;
  readonly txIndex: number;
  readonly txHash?: Uint8Array;
  readonly gas: GasMeter;
  /** Queries around this one; none where left out. */
  readonly queryDepth?: number;
  /** True in queries of clients and in simulations: what they do to instances may not be felt by transactions. */
  readonly reading?: boolean;
}

export interface WasmOptions {
  /** Compiled modules; give several chains the same one and each is compiled once. */
  readonly codes?: CodeCache;
  /** A fresh instance for every call, as on a node. Slow; results are the same, gas may differ a little. */
  readonly strict?: boolean;
  /** Told what contracts print by `deps.api.debug`. */
  readonly onDebug?: (contract: string, text: string) => void;
}

/** Answers a contract's query. Throws an `SdkError`. */
export type Querier = (frame: Frame, contract: string, query: ContractQuery) => Uint8Array;

const LOAD = 60_000n;
const LOAD_AGAIN = 2_000n;

const text = new TextEncoder();
const decoder = new TextDecoder();

/** A contract with the code it runs. */
export interface Loaded {
  readonly record: ContractRecord;
  readonly code: Code;
}

/** Finds contracts and calls their entry points. */
export class Runtime {
  readonly records: Records;
  private readonly codes: CodeCache;
  private readonly delivering: Vm;
  private readonly reading: Vm;
  /** Codes that a transaction has paid the loading of. */
  private readonly paid = new WeakMap<Uint8Array, Set<string>>();

  constructor(
    private readonly app: App,
    private readonly options: WasmOptions,
    private readonly querier: Querier,
  ) {
    this.records = new Records(app.state);
    this.codes = options.codes ?? new Map();
    const strict = options.strict ?? false;
    this.delivering = new Vm({ strict });
    this.reading = new Vm({ strict });
  }

  /** Checks a module as a chain does when it is stored. Throws `InvalidWasm`. */
  load(wasm: Uint8Array): Code {
    return loadCode(this.codes, wasm);
  }

  /** Throws an `SdkError` (wasm/28) for an id that is not there. */
  codeRecord(codeId: bigint): CodeRecord {
    const record = this.records.code(codeId);
    if (record === undefined) throw noSuchCode(codeId);
    return record;
  }

  compiled(record: CodeRecord): Code {
    const code = this.codes.get(record.checksum);
    if (code === undefined) throw new Error(`the code cache has lost ${record.checksum}`);
    return code;
  }

  /** Throws an `SdkError` (wasm/22) where there is no contract. */
  contract(address: string): Loaded {
    const record = this.records.contracts.get(address);
    if (record === undefined) throw noSuchContract(address);
    return { record, code: this.compiled(this.codeRecord(record.codeId)) };
  }

  /** Charges for getting a code ready to run: less from the second time in a transaction on. */
  payLoading(frame: Frame, code: Code): void {
    const { txHash } = frame;
    const paid = txHash === undefined ? undefined : (this.paid.get(txHash) ?? new Set());
    const again = paid?.has(code.checksum) ?? false;
    if (txHash !== undefined && paid !== undefined) this.paid.set(txHash, paid.add(code.checksum));
    frame.gas.consume(again ? LOAD_AGAIN : LOAD, "Loading CosmWasm module");
  }

  /**
   * Calls an entry point; `args` are JSON texts, `env` comes before them. Answers the contract's result, its own error
   * included. Throws an `SdkError` of kind `failure` for a trap.
   */
  call(
    frame: Frame,
    contract: string,
    code: Code,
    entryPoint: string,
    args: readonly string[],
    failure: "vm" | "executeFailed" = "vm",
  ): unknown {
    const bytes = [this.env(frame, contract), ...args].map((arg) => text.encode(arg));
    const vm = frame.reading === true ? this.reading : this.delivering;
    try {
      const result = vm.call(
        code,
        entryPoint,
        bytes,
        {
          storage: this.records.storage(contract),
          readOnly: entryPoint === "query",
          prefix: this.app.prefix,
          query: (request, left, spend) => this.query(frame, contract, request, left, spend),
          debug: (line) => this.options.onDebug?.(contract, line),
        },
        frame.gas,
      );
      return parseJson(decoder.decode(result));
    } catch (error) {
      if (error instanceof VmError || error instanceof SyntaxError) throw wasmError(failure, error.message);
      throw error;
    }
  }

  private env(frame: Frame, contract: string): string {
    const { height, time, chainId } = frame.block;
    const hash = frame.txHash;
    const transaction = hash === undefined ? "null" : `{"index":${frame.txIndex},"hash":"${toBase64(hash)}"}`;
    return `{"block":{"height":${height},"time":"${time}","chain_id":${JSON.stringify(chainId)}},"transaction":${transaction},"contract":{"address":"${contract}"}}`;
  }

  private query(
    frame: Frame,
    contract: string,
    request: Uint8Array,
    left: bigint,
    spend: (gas: bigint) => void,
  ): Uint8Array {
    const gas = new Meter(left);
    const answer = this.queryOutcome({ ...frame, gas }, contract, request);
    spend(gas.used);
    return text.encode(answer);
  }

  private queryOutcome(frame: Frame, contract: string, request: Uint8Array): string {
    let query: ContractQuery;
    try {
      query = parseJson(decoder.decode(request)) as ContractQuery;
    } catch (error) {
      return writeJson({ error: { invalid_request: { error: String(error), request } } });
    }
    try {
      return `{"ok":{"ok":"${toBase64(this.querier(frame, contract, query))}"}}`;
    } catch (error) {
      // The meter is above its limit, so that what is spent next ends the call that asked.
      if (error instanceof OutOfGas) return "";
      if (!(error instanceof SdkError) || isPanic(error)) throw error;
      if (error instanceof SystemError) return writeJson({ error: error.system });
      return writeJson({ ok: { error: redacted(error) } });
    }
  }
}

/** `info` of a message. */
export function messageInfo(sender: string, funds: readonly Coin[]): string {
  return writeJson({ sender, funds: funds.map(({ denom, amount }) => ({ denom, amount: amount.toString() })) });
}
