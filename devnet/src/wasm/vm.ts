import type { GasMeter } from "../types.js";
import { type CallContext, WORK_PER_GAS } from "./call.js";
import type { Code } from "./code.js";
import { type Guest, makeImports } from "./imports.js";
import { RegionMemory, VmError } from "./memory.js";
import { WORK_LEFT } from "./metering.js";

/** Longest answer of a contract. */
const RESULT_LIMIT = 64 * 1024 * 1024;
/** Work is counted in doubles; above this they are not exact. */
const MOST_WORK = 2 ** 52;
const FULL_STACK_WORK = 1_000_000;

type WasmFunction = (...args: number[]) => number;

/** One instance of a module: it serves one call at a time. */
class Instance implements Guest {
  readonly memory: RegionMemory;
  readonly iterators: Generator<[string, Uint8Array]>[] = [];
  private readonly exports: WebAssembly.Exports;
  private readonly allocateRegion: WasmFunction;
  private readonly workLeft: WebAssembly.Global<"f64">;
  private current: CallContext | undefined;

  constructor(module: WebAssembly.Module) {
    const env = makeImports(() => this);
    this.exports = new WebAssembly.Instance(module, { env }).exports;
    this.memory = new RegionMemory(this.exports.memory as WebAssembly.Memory);
    this.allocateRegion = this.exports.allocate as WasmFunction;
    this.workLeft = this.exports[WORK_LEFT] as WebAssembly.Global<"f64">;
  }

  get context(): CallContext {
    if (this.current === undefined) throw new VmError("Error calling the VM: called outside of a call");
    return this.current;
  }

  get left(): number {
    return this.workLeft.value;
  }

  gasLeft(): bigint {
    return BigInt(Math.floor(this.workLeft.value / WORK_PER_GAS));
  }

  spend(work: number): void {
    const left = this.workLeft.value - work;
    this.workLeft.value = left;
    if (left < 0) throw new VmError("Ran out of gas during contract execution");
  }

  allocate(data: Uint8Array): number {
    const pointer = this.allocateRegion(data.length);
    this.memory.write(pointer, data);
    return pointer;
  }

  call(entryPoint: string, args: readonly Uint8Array[], context: CallContext, work: number): Uint8Array {
    this.current = context;
    this.iterators.length = 0;
    this.workLeft.value = work;
    const entry = this.exports[entryPoint] as WasmFunction;
    // `migrate` has a parameter more where the contract wants to know who migrates it.
    const result = entry(...args.slice(0, entry.length).map((arg) => this.allocate(arg)));
    const answer = this.memory.read(result, RESULT_LIMIT);
    (this.exports.deallocate as WasmFunction)(result);
    this.current = undefined;
    return answer;
  }
}

/** How instances are kept. */
export interface VmOptions {
  /** A fresh instance for every call: slow, and what a node does. */
  readonly strict: boolean;
}

/**
 * Runs contracts. Instances are kept and used again; one whose call failed in any way but by the contract's own error
 * is thrown away, since its memory may be in any state. A call within a call of the same code has an instance of its own.
 */
export class Vm {
  private readonly idle = new Map<string, Instance[]>();

  constructor(private readonly options: VmOptions) {}

  /**
   * Calls an entry point with JSON arguments; answers its JSON. Gas is taken off `gas`.
   *
   * Throws {@link VmError} for a trap or a limit, `OutOfGas` where the gas did not suffice.
   */
  call(code: Code, entryPoint: string, args: readonly Uint8Array[], context: CallContext, gas: GasMeter): Uint8Array {
    if (!code.entryPoints.has(entryPoint)) throw missing(entryPoint);
    const instance = this.take(code);
    const work = Math.min(Number(gas.limit - gas.used) * WORK_PER_GAS, MOST_WORK);
    try {
      const answer = instance.call(entryPoint, args, context, work);
      settle(gas, work, instance.left);
      this.give(code, instance);
      return answer;
    } catch (error) {
      // Below zero means that the work ran out, whatever the trap says. How much a call did until the stack was full
      // depends on the engine: it pays the same everywhere.
      settle(gas, work, isFullStack(error) ? work - FULL_STACK_WORK : instance.left);
      throw vmError(error);
    }
  }

  private take(code: Code): Instance {
    return this.idle.get(code.checksum)?.pop() ?? new Instance(code.module);
  }

  private give(code: Code, instance: Instance): void {
    if (this.options.strict) return;
    const idle = this.idle.get(code.checksum);
    if (idle === undefined) this.idle.set(code.checksum, [instance]);
    else idle.push(instance);
  }
}

function settle(gas: GasMeter, work: number, left: number): void {
  const used = BigInt(Math.ceil((work - Math.max(left, 0)) / WORK_PER_GAS));
  gas.consume(left < 0 ? used + 1n : used, "wasm contract");
}

function missing(entryPoint: string): VmError {
  return new VmError(
    `Error calling the VM: Error resolving Wasm function: Could not get export: Missing export ${entryPoint}`,
  );
}

function isFullStack(error: unknown): error is RangeError {
  return error instanceof RangeError && /stack/i.test(error.message);
}

/** Traps come as `WebAssembly.RuntimeError`. All that is neither passes: it is no contract's doing. */
function vmError(error: unknown): unknown {
  if (error instanceof WebAssembly.RuntimeError || isFullStack(error)) {
    return new VmError(
      `Error calling the VM: Error executing Wasm: Wasmer runtime error: RuntimeError: ${error.message}`,
    );
  }
  return error;
}
