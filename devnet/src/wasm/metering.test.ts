import { describe, expect, test } from "vitest";
import { contract } from "../../test/wat.js";
import { InvalidWasm } from "./instructions.js";
import { meter, WORK_LEFT } from "./metering.js";

type Run = (...args: number[]) => number;

function instance(parts: string, imports = "") {
  const { exports } = new WebAssembly.Instance(
    new WebAssembly.Module(meter(contract(parts, imports)) as BufferSource),
    {
      env: { twice: (n: number) => n * 2 },
    },
  );
  const left = exports[WORK_LEFT] as WebAssembly.Global<"f64">;
  const run = (name: string, work: number, ...args: number[]) => {
    left.value = work;
    return { result: (exports[name] as Run)(...args), used: work - left.value };
  };
  return { run, left };
}

const LOOP = `(func (export "sum") (param $n i32) (result i32) (local $sum i32)
  (block $done (loop $again
    (br_if $done (i32.eqz (local.get $n)))
    (local.set $sum (i32.add (local.get $sum) (local.get $n)))
    (local.set $n (i32.sub (local.get $n) (i32.const 1)))
    (br $again)))
  (local.get $sum))`;

describe("meter", () => {
  test("behavior: a function computes what it did, and pays for every turn of a loop", () => {
    const { run } = instance(LOOP);
    const [none, ten, hundred] = [0, 10, 100].map((n) => run("sum", 1e6, n));
    expect([none?.result, ten?.result, hundred?.result]).toEqual([0, 55, 5050]);
    const turn = ((ten?.used ?? 0) - (none?.used ?? 0)) / 10;
    expect(turn).toBeGreaterThan(8);
    expect((hundred?.used ?? 0) - (none?.used ?? 0)).toBe(100 * turn);
  });

  test("behavior: branches, tables, calls and recursion survive the rewriting", () => {
    const { run } = instance(
      `(func $fib (export "fib") (param $n i32) (result i32)
         (if (result i32) (i32.lt_u (local.get $n) (i32.const 2)) (then (local.get $n))
           (else (i32.add (call $fib (i32.sub (local.get $n) (i32.const 1))) (call $fib (i32.sub (local.get $n) (i32.const 2)))))))
       (func (export "pick") (param i32) (result i32)
         (block (block (block (br_table 0 1 2 (local.get 0))) (return (i32.const 10))) (return (i32.const 20))) (i32.const 30))
       (func (export "imported") (param i32) (result i32) (call $twice (local.get 0)))`,
      '(import "env" "twice" (func $twice (param i32) (result i32)))',
    );
    expect(run("fib", 1e7, 15).result).toBe(610);
    expect([0, 1, 2, 9].map((n) => run("pick", 1e6, n).result)).toEqual([10, 20, 30, 30]);
    expect(run("imported", 1e6, 21).result).toBe(42);
  });

  test("error: RuntimeError as soon as the work is spent", () => {
    const { run, left } = instance(LOOP);
    const { used } = run("sum", 1e6, 50);
    expect(run("sum", used, 50).result).toBe(1275);
    expect(() => run("sum", used - 1, 50)).toThrow(WebAssembly.RuntimeError);
    expect(left.value).toBeLessThan(0);
  });

  test("error: InvalidWasm for a module cut off anywhere", () => {
    const whole = contract(LOOP);
    for (let length = 9; length < whole.length; length += 7) {
      const cut = whole.slice(0, length);
      // What is cut between two sections is a module; all else must be told, and never hang.
      try {
        expect(meter(cut)).toBeInstanceOf(Uint8Array);
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidWasm);
      }
    }
  });
});
