import { decodeAddress } from "../address.js";
import { Meter, OutOfGas, Panic } from "../gas.js";
import { ibcError, within } from "../ibc/errors.js";
import { event } from "../ledger.js";
import { type App, type Ctx, type Packet, SdkError, type Wasm } from "../types.js";
import { callbackErrors } from "./errors.js";
import type { TransferData } from "./packet-data.js";

/** What a contract may use in a callback; wasmd's default. */
const MAX_GAS = 1_000_000n;

type Outcome = Parameters<Wasm["sourceCallback"]>[2];
type CallbackType = "send_packet" | "acknowledgement_packet" | "timeout_packet";

interface Callback {
  readonly address: string;
  /** What it may use now, and what it asked for: the first is smaller where the relayer gave too little gas. */
  readonly executionGas: bigint;
  readonly commitGas: bigint;
}

/**
 * Callbacks to the contract that sent a transfer: memo `{"src_callback": {"address", "gas_limit"?}}`. Mirrors ibc-go's
 * callbacks middleware with wasmd behind it, for the source only.
 */
export class SourceCallbacks {
  constructor(private readonly app: Pick<App, "prefix" | "state" | "wasm">) {}

  /** A transfer that asks for callbacks of somebody else, or asks unreadably, is not sent. */
  onSend(ctx: Ctx, packet: Pick<Packet, "sourcePort" | "sourceChannel" | "sequence">, data: TransferData): void {
    const callback = readCallback(ctx, data.memo);
    if (callback === undefined) return;
    this.requireSender(callback.address, data.sender);
    emit(ctx, "send_packet", packet, callback);
  }

  /** Tells the contract how it ended. What the contract does wrong is undone and named in an event, no more. */
  onOutcome(ctx: Ctx, data: TransferData, outcome: Outcome): void {
    const callback = readCallback(ctx, data.memo);
    if (callback === undefined) return;
    const acked = outcome.kind === "acknowledgement";
    const type = acked ? "acknowledgement_packet" : "timeout_packet";
    const error = this.attempt(ctx, type, callback, (inner) => {
      this.requireSender(callback.address, data.sender);
      within(`on source chain callback ${acked ? "ack" : "timeout"}`, () =>
        this.app.wasm.sourceCallback(inner, callback.address, outcome),
      );
    });
    emit(ctx, type, outcome.packet, callback, error);
  }

  /** Runs `body` in a branch with gas of its own; answers the text of its error. */
  private attempt(ctx: Ctx, type: CallbackType, callback: Callback, body: (inner: Ctx) => void): string | undefined {
    const { executionGas, commitGas } = callback;
    const inner: Ctx = { ...ctx, events: [], gas: new Meter(executionGas) };
    let text: string | undefined;
    try {
      this.app.state.atomic(() => body(inner));
      ctx.events.push(...inner.events);
    } catch (error) {
      if (!(error instanceof SdkError)) throw error;
      if (error instanceof OutOfGas) {
        if (executionGas < commitGas) throw error;
        text = ibcError(callbackErrors.outOfGas, `ibc ${type} callback out of gas`).message;
      } else if (error instanceof Panic) {
        text = ibcError(callbackErrors.panic, `ibc ${type} callback panicked with: ${error.message}`).message;
      } else text = error.message;
    }
    ctx.gas.consume(smaller(inner.gas.used, executionGas), `ibc ${type} callback`);
    return text;
  }

  private requireSender(address: string, sender: string): void {
    const { prefix } = this.app;
    within("contract address", () => decodeAddress(prefix, address));
    within("packet sender address", () => decodeAddress(prefix, sender));
    if (address.toLowerCase() !== sender.toLowerCase()) {
      const details = `contract address ${address} does not match packet sender ${sender}`;
      throw new SdkError("wasm", 5, `${details}: execute wasm contract failed`);
    }
  }
}

/** What a memo asks for; undefined where it asks for nothing. Throws `ibccallbacks/8` where it asks unreadably. */
function readCallback(ctx: Ctx, memo: string): Callback | undefined {
  const wanted = parseMemo(memo);
  if (wanted === undefined) return undefined;
  const { address, gas_limit: gasLimit = "", calldata = "" } = wanted;
  if (typeof address !== "string" || address.trim() === "") throw ibcError(callbackErrors.invalidData);
  const asked = readGas(gasLimit);
  if (typeof calldata !== "string") throw ibcError(callbackErrors.invalidData, "calldata must be a string");
  if (!/^([0-9a-fA-F]{2})*$/.test(calldata)) {
    throw ibcError(callbackErrors.invalidData, "calldata must be a valid hex string");
  }
  const commitGas = asked === 0n || asked > MAX_GAS ? MAX_GAS : asked;
  return { address, commitGas, executionGas: smaller(ctx.gas.limit - ctx.gas.used, commitGas) };
}

function smaller(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}

interface Wanted {
  readonly address?: unknown;
  readonly gas_limit?: unknown;
  readonly calldata?: unknown;
}

function parseMemo(memo: string): Wanted | undefined {
  if (memo === "") return undefined;
  try {
    const value = (JSON.parse(memo) as { readonly src_callback?: unknown } | null)?.src_callback;
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function readGas(gasLimit: unknown): bigint {
  if (typeof gasLimit !== "string") {
    throw ibcError(callbackErrors.invalidData, `gas limit [${String(gasLimit)}] must be a string`);
  }
  if (gasLimit === "") return 0n;
  if (!/^\d{1,20}$/.test(gasLimit) || BigInt(gasLimit) >= 2n ** 64n) {
    throw ibcError(callbackErrors.invalidData, `gas limit must be a valid uint64: ${gasLimit}`);
  }
  return BigInt(gasLimit);
}

function emit(
  ctx: Ctx,
  type: CallbackType,
  { sourcePort, sourceChannel, sequence }: Pick<Packet, "sourcePort" | "sourceChannel" | "sequence">,
  { address, executionGas, commitGas }: Callback,
  error?: string,
): void {
  ctx.events.push(
    event("ibc_src_callback", {
      module: "ibccallbacks",
      callback_type: type,
      callback_address: address,
      callback_exec_gas_limit: executionGas.toString(),
      callback_commit_gas_limit: commitGas.toString(),
      packet_sequence: sequence.toString(),
      callback_base_application_version: "ics20-1",
      ...(error === undefined ? {} : { callback_error: error }),
      callback_result: error === undefined ? "success" : "failure",
      packet_src_port: sourcePort,
      packet_src_channel: sourceChannel,
    }),
  );
}
