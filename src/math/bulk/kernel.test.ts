import { readFileSync } from "node:fs";
import binaryen from "binaryen";
import { afterEach, describe, expect, test, vi } from "vitest";
import { amountsOf, columnOf } from "./column.js";

const SOURCE = new URL("./kernel.wat", import.meta.url);
/** A line of `kernelBytes.ts` has so many letters of the module. */
const LINE = 100;

/** The module as base64: no feature beyond the first version of WebAssembly, every call inlined. */
function assemble(): string {
  const module = binaryen.parseText(readFileSync(SOURCE, "utf8"));
  module.setFeatures(binaryen.Features.MVP);
  binaryen.setOptimizeLevel(3);
  binaryen.setShrinkLevel(0);
  binaryen.setAlwaysInlineMaxSize(60);
  module.optimize();
  expect(module.validate()).toBe(1);
  const bytes = module.emitBinary();
  module.dispose();
  return Buffer.from(bytes).toString("base64");
}

describe("KERNEL", () => {
  test("behavior: is kernel.wat, assembled (written anew by --update)", async () => {
    const lines = assemble().match(new RegExp(`.{1,${LINE}}`, "g")) ?? [];
    const text = `/** \`kernel.wat\`, assembled by its test. */\nexport const KERNEL: string =\n  ${lines
      .map((line) => `"${line}"`)
      .join(" +\n  ")};\n`;
    await expect(text).toMatchFileSnapshot("./kernelBytes.ts");
  });

  test("behavior: small enough that every browser compiles it at once", async () => {
    const { KERNEL } = await import("./kernelBytes.js");
    expect(Buffer.from(KERNEL, "base64").length).toBeLessThan(4096);
  });
});

describe("kernelFor", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  const weights = columnOf(
    Array.from({ length: 1000 }, (_, row) => BigInt(row * row)),
    1,
  );
  const run = async () => {
    const { accrueColumn, capColumns, distributeColumn, sumColumn } = await import("./index.js");
    return [
      sumColumn(weights),
      amountsOf(distributeColumn(123_456n, weights)),
      amountsOf(capColumns([10n ** 6n], [weights])[0] ?? weights),
      amountsOf(accrueColumn(weights, 0n, 2n ** 299n + 5n)),
    ];
  };

  test("behavior: not loaded for few rows", async () => {
    vi.resetModules();
    const compile = vi.fn();
    vi.stubGlobal("WebAssembly", { Module: compile });
    const { kernelFor } = await import("./kernel.js");
    expect(kernelFor(31)).toBeUndefined();
    expect(compile).not.toHaveBeenCalled();
    expect(kernelFor(32)).toBeUndefined();
    expect(kernelFor(32)).toBeUndefined();
    expect(compile).toHaveBeenCalledTimes(1);
  });

  test("behavior: where a policy or the engine refuses it, bigints give the same", async () => {
    const wanted = await run();
    const { kernelFor } = await import("./kernel.js");
    expect(kernelFor(1000)).toBeDefined();
    class Refused {
      constructor() {
        throw new EvalError("Refused to compile or instantiate WebAssembly module");
      }
    }
    for (const engine of [undefined, { Module: Refused }]) {
      vi.resetModules();
      vi.stubGlobal("WebAssembly", engine);
      expect(await run()).toEqual(wanted);
      const { kernelFor: refused } = await import("./kernel.js");
      expect(refused(1000)).toBeUndefined();
    }
  });
});
