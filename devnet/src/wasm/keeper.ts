import { hexToBytes } from "@noble/hashes/utils.js";
import { decodeAddress, encodeAddress } from "../address.js";
import { event } from "../ledger.js";
import { type App, type Coin, type Ctx, SdkError } from "../types.js";
import { classicAddress, predictableAddress } from "./address.js";
import type { Code } from "./code.js";
import { Dispatcher } from "./dispatch.js";
import { ContractError, wasmError, within } from "./errors.js";
import { InvalidWasm } from "./instructions.js";
import { writeJson } from "./json.js";
import type { CodeRecord, ContractRecord, Permission } from "./records.js";
import { type ContractResponse, contractEvents, eventGas, moduleEvent, optionalBytes } from "./response.js";
import { messageInfo, type Runtime } from "./runtime.js";

/** wasmd's default is 500; deeper calls than this would fill a browser's stack. */
const MOST_CALLS = 100;
const STORE_PER_BYTE = 3n;

type Result = { readonly ok: ContractResponse } | { readonly error: string };

export interface Instantiation {
  readonly codeId: bigint;
  readonly admin: string;
  readonly label: string;
  readonly msg: Uint8Array;
  readonly funds: readonly Coin[];
  /** For an address known beforehand. */
  readonly salt?: Uint8Array;
  readonly fixMsg?: boolean;
}

/** What happens to codes and contracts. Mirrors x/wasm's keeper. Every method throws `SdkError`s. */
export class Keeper {
  private readonly dispatcher: Dispatcher;

  constructor(
    private readonly app: App,
    private readonly runtime: Runtime,
  ) {
    this.dispatcher = new Dispatcher(app, (ctx, contract, reply) => this.reply(ctx, contract, reply));
  }

  private get records() {
    return this.runtime.records;
  }

  storeCode(ctx: Ctx, creator: string, wasm: Uint8Array, permission: Permission): CodeRecord {
    ctx.gas.consume(BigInt(wasm.length) * STORE_PER_BYTE, "Compiling wasm bytecode");
    let code: Code;
    try {
      code = this.runtime.load(wasm);
    } catch (error) {
      if (!(error instanceof InvalidWasm)) throw error;
      throw wasmError("createFailed", `Error calling the VM: Error during static Wasm validation: ${error.message}`);
    }
    const record: CodeRecord = { codeId: this.records.next("code"), creator, checksum: code.checksum, permission };
    this.records.setCode(record);
    // x/wasm means to name the required capabilities too, but drops them before the event goes out.
    ctx.events.push(event("store_code", { code_checksum: record.checksum, code_id: record.codeId.toString() }));
    return record;
  }

  instantiate(ctx: Ctx, creator: string, message: Instantiation): { address: string; data: Uint8Array | undefined } {
    const codeRecord = this.runtime.codeRecord(message.codeId);
    const code = this.runtime.compiled(codeRecord);
    this.runtime.payLoading(ctx, code);
    if (ctx.governed !== true) this.requirePermission(codeRecord, creator, "can not instantiate");
    const address = this.newAddress(creator, codeRecord, message);
    if (this.records.contracts.has(address)) {
      const hint = "contract address already exists, try a different combination of creator, checksum and salt";
      throw wasmError("duplicate", hint);
    }
    this.app.auth.touch(address);
    this.transfer(ctx, creator, address, message.funds);
    const args = [messageInfo(creator, message.funds), textOf(message.msg)];
    const result = this.runtime.call(ctx, address, code, "instantiate", args) as Result;
    if ("error" in result) throw new ContractError("instantiateFailed", result.error);
    const record: ContractRecord = {
      address,
      codeId: message.codeId,
      creator,
      admin: message.admin,
      label: message.label,
      created: { height: ctx.block.height, txIndex: ctx.txIndex },
      ibcPortId: code.hasIbc ? portOf(address) : "",
    };
    this.records.contracts.set(address, record);
    this.records.addHistory(address, { operation: "Init", codeId: message.codeId, msg: message.msg });
    ctx.events.push(moduleEvent("instantiate", address, { key: "code_id", value: message.codeId.toString() }));
    const inner = this.isGovernance(creator) ? { ...ctx, governed: true } : ctx;
    return { address, data: within("dispatch", () => this.handle(inner, record, result.ok)) };
  }

  execute(ctx: Ctx, sender: string, address: string, msg: Uint8Array, funds: readonly Coin[]): Uint8Array | undefined {
    const { record, code } = this.runtime.contract(address);
    this.runtime.payLoading(ctx, code);
    this.transfer(ctx, sender, address, funds);
    const args = [messageInfo(sender, funds), textOf(msg)];
    const result = this.runtime.call(ctx, address, code, "execute", args) as Result;
    if ("error" in result) throw new ContractError("executeFailed", result.error);
    ctx.events.push(moduleEvent("execute", address));
    return this.handle(ctx, record, result.ok);
  }

  sudo(ctx: Ctx, address: string, msg: Uint8Array): Uint8Array | undefined {
    const { record, code } = this.runtime.contract(address);
    this.runtime.payLoading(ctx, code);
    const result = this.runtime.call(ctx, address, code, "sudo", [textOf(msg)]) as Result;
    if ("error" in result) throw new ContractError("executeFailed", result.error);
    ctx.events.push(moduleEvent("sudo", address));
    return within("dispatch", () => this.handle(ctx, record, result.ok));
  }

  migrate(ctx: Ctx, sender: string, address: string, codeId: bigint, msg: Uint8Array): Uint8Array | undefined {
    const record = this.modifiable(sender, address, "can not migrate");
    const codeRecord = this.records.code(codeId);
    if (codeRecord === undefined) throw invalidRequest("unknown code");
    this.requirePermission(codeRecord, sender, "to use new code");
    const code = this.runtime.compiled(codeRecord);
    if (!code.hasIbc && record.ibcPortId !== "") throw wasmError("migrationFailed", "requires ibc callbacks");
    const old = this.runtime.contract(address).code.migrateVersion;
    const needless = old !== undefined && old === code.migrateVersion;
    const response = needless ? undefined : this.callMigrate(ctx, sender, address, code, msg, old);
    const migrated = { ...record, codeId, ibcPortId: code.hasIbc ? portOf(address) : "" };
    this.records.contracts.set(address, migrated);
    this.records.addHistory(address, { operation: "Migrate", codeId, msg });
    const attributes = [
      { key: "code_id", value: codeId.toString() },
      { key: "_contract_address", value: address },
    ];
    ctx.events.push({ type: "migrate", attributes });
    return response === undefined ? undefined : within("dispatch", () => this.handle(ctx, migrated, response));
  }

  /** `admin` is empty to leave the contract without one. */
  setAdmin(ctx: Ctx, sender: string, address: string, admin: string): void {
    const record = this.modifiable(sender, address, "can not modify contract");
    this.records.contracts.set(address, { ...record, admin });
    ctx.events.push(moduleEvent("update_contract_admin", address, { key: "new_admin_address", value: admin }));
  }

  /** Emits a response's events and runs its messages. Answers its data, or that of a reply. */
  handle(ctx: Ctx, record: ContractRecord, response: ContractResponse): Uint8Array | undefined {
    ctx.gas.consume(eventGas(response), "Custom contract event attributes");
    ctx.events.push(...contractEvents(record.address, response));
    const callDepth = (ctx.callDepth ?? 0) + 1;
    if (callDepth > MOST_CALLS) throw wasmError("callDepth");
    const replied = this.dispatcher.run({ ...ctx, callDepth }, record, response.messages);
    return replied ?? optionalBytes(response.data ?? response.acknowledgement);
  }

  private reply(ctx: Ctx, { address }: ContractRecord, reply: string): Uint8Array | undefined {
    const { record, code } = this.runtime.contract(address);
    const result = this.runtime.call(ctx, address, code, "reply", [reply]) as Result;
    if ("error" in result) throw new ContractError("executeFailed", result.error);
    ctx.events.push(moduleEvent("reply", address));
    return within("dispatch", () => this.handle(ctx, record, result.ok));
  }

  private callMigrate(
    ctx: Ctx,
    sender: string,
    address: string,
    code: Code,
    msg: Uint8Array,
    old: bigint | undefined,
  ): ContractResponse {
    this.runtime.payLoading(ctx, code);
    const info = writeJson({ sender, old_migrate_version: old ?? null });
    const result = this.runtime.call(ctx, address, code, "migrate", [textOf(msg), info]) as Result;
    if ("error" in result) throw new ContractError("migrationFailed", result.error);
    return result.ok;
  }

  private modifiable(sender: string, address: string, refusal: string): ContractRecord {
    const record = this.records.contracts.get(address);
    if (record === undefined) throw invalidRequest("unknown contract");
    if (this.isGovernance(sender) || (record.admin !== "" && record.admin === sender)) return record;
    throw new SdkError("sdk", 4, `${refusal}: unauthorized`);
  }

  /** Governance may do with codes and contracts what creators and admins may. */
  private isGovernance(who: string): boolean {
    return who === this.app.auth.moduleAddress("gov");
  }

  private requirePermission({ permission }: CodeRecord, who: string, refusal: string): void {
    if (this.isGovernance(who) || permission === "everybody") return;
    if (permission !== "nobody" && permission.includes(who)) return;
    throw new SdkError("sdk", 4, `${refusal}: unauthorized`);
  }

  private newAddress(creator: string, code: CodeRecord, { salt, fixMsg, msg }: Instantiation): string {
    const { prefix } = this.app;
    if (salt === undefined) return encodeAddress(prefix, classicAddress(code.codeId, this.records.next("instance")));
    const message = fixMsg === true ? msg : new Uint8Array();
    const key = predictableAddress(hexToBytes(code.checksum), decodeAddress(prefix, creator), salt, message);
    return encodeAddress(prefix, key);
  }

  /** Sends a message's funds along; the `message` event of x/bank stays out, as the keeper is asked directly. */
  private transfer(ctx: Ctx, from: string, to: string, funds: readonly Coin[]): void {
    if (funds.length === 0) return;
    const { auth, bank } = this.app;
    if (auth.isModuleAddress(to) && to !== auth.moduleAddress("gov")) {
      throw new SdkError("sdk", 4, `${to} is not allowed to receive funds: unauthorized`);
    }
    const events: Ctx["events"] = [];
    bank.send({ ...ctx, events }, from, to, funds);
    ctx.events.push(...events.filter(({ type }) => type !== "message"));
  }
}

/** Port of a contract. */
function portOf(address: string): string {
  return `wasm.${address}`;
}

function textOf(msg: Uint8Array): string {
  return new TextDecoder().decode(msg);
}

function invalidRequest(details: string): SdkError {
  return new SdkError("sdk", 18, `${details}: invalid request`);
}
