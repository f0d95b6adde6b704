import { describe, expect, it } from "vitest";
import { instrument, METER_EXPORTS } from "./index.ts";
import { fromText, meter } from "./test-module.ts";

const LOOP = `(func (export "sum") (param $n i32) (result i32) (local $s i32)
  (loop $again
    (local.set $s (i32.add (local.get $s) (local.get $n)))
    (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
  (local.get $s))`;

describe("fuel", () => {
  it("costs the same for the same work and in proportion to it", () => {
    const cost = (n: number) => {
      const run = meter(LOOP);
      expect(run.call("sum", n)).toBe((n * (n + 1)) / 2);
      return run.used();
    };
    expect(cost(100)).toBe(cost(100));
    expect(cost(200) - cost(100)).toBe(cost(300) - cost(200));
    expect(cost(200) - cost(100)).toBe(900n); // nine simple instructions a turn
  });

  it("ends an endless loop", () => {
    const run = meter(`(func (export "spin") (loop $again (br $again)))`, 100_000n);
    expect(() => run.call("spin")).toThrow(WebAssembly.RuntimeError);
    expect(run.exports[METER_EXPORTS.fuel]!.value).toBeLessThan(0n);
  });

  it("charges bulk memory by length", () => {
    const run = meter(
      `(memory 16) (func (export "fill") (param $n i32) (memory.fill (i32.const 0) (i32.const 7) (local.get $n)))`,
    );
    run.call("fill", 8);
    const small = run.used();
    run.call("fill", 800_008);
    expect(run.used() - small - small).toBe(100_000n);
  });
});

describe("control flow", () => {
  it("keeps early returns, branches to the function's label and several results working", () => {
    const run = meter(`
      (func $id (param i32) (result i32) (local.get 0))
      (func $pair (param i32) (result i32 i32)
        (if (i32.eqz (local.get 0)) (then (return (i32.const 1) (i32.const 2))))
        (call $id (local.get 0)) (i32.const 9))
      (func (export "f") (param i32) (result i32) (local i32)
        (block $out (block $inner (br_table $inner $out (call $id (local.get 0)))) (return (i32.const 100)))
        (call $pair (i32.sub (local.get 0) (i32.const 1))) (i32.add))`);
    expect(run.call("f", 0)).toBe(100);
    expect(run.call("f", 1)).toBe(3);
    expect(run.call("f", 5)).toBe(13);
    expect(run.exports[METER_EXPORTS.depth]!.value).toBe(0);
  });
});

describe("memory", () => {
  it("fails to grow beyond the job's limit with -1 and pays for pages that came", () => {
    const run = meter(
      `(memory 1) (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))`,
      10n ** 9n,
      2,
    );
    expect(run.call("grow", 31)).toBe(1);
    const used = run.used();
    expect(used).toBeGreaterThan(31n * 4096n);
    expect(run.call("grow", 1)).toBe(-1);
    expect(run.call("grow", -1)).toBe(-1);
    expect(run.used() - used).toBeLessThan(3000n);
  });

  it("keeps a smaller maximum of the module's own", () => {
    const run = meter(`(memory 1 2) (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))`);
    expect([run.call("grow", 1), run.call("grow", 1)]).toEqual([1, -1]);
  });

  it("refuses a module that starts with more than the job allows", () => {
    expect(() => instrument(fromText(`(module (memory 65536) (func (export "_start")))`), 64)).toThrow(
      "raise limits.memoryMiB",
    );
  });
});

describe("NaN", () => {
  const bits64 = (body: string) =>
    meter(`(func (export "f") (param $a i64) (param $b i64) (result i64) (i64.reinterpret_f64 ${body}))`);
  const a = "(f64.reinterpret_i64 (local.get $a))";
  const b = "(f64.reinterpret_i64 (local.get $b))";
  const CANONICAL = 0x7ff8000000000000n;
  const ODD = [0x7ff8000000000001n, 0x7ff0000000000001n, -0x8000000000000n, -1n];

  it.each(["add", "sub", "mul", "div", "min", "max"])("f64.%s gives the canonical one", (op) => {
    const run = bits64(`(f64.${op} ${a} ${b})`);
    for (const odd of ODD) {
      expect(run.call("f", odd, 0x3ff0000000000000n)).toBe(CANONICAL);
      expect(run.call("f", 0x3ff0000000000000n, odd)).toBe(CANONICAL);
    }
    expect(bits64("(f64.div (f64.const 0) (f64.const 0))").call("f", 0n, 0n)).toBe(CANONICAL);
  });

  it.each(["sqrt", "ceil", "floor", "trunc", "nearest"])("f64.%s gives the canonical one", (op) => {
    expect(bits64(`(f64.${op} ${a})`).call("f", -1n, 0n)).toBe(CANONICAL);
  });

  it("leaves bits alone that only move: load, store, negation, copysign", () => {
    expect(bits64(a).call("f", ODD[1], 0n)).toBe(ODD[1]);
    expect(bits64(`(f64.neg ${a})`).call("f", 0x7ff8000000000001n, 0n)).toBe(BigInt.asIntN(64, 0xfff8000000000001n));
  });

  it("is canonical through a chain of operations and after conversions", () => {
    const run = bits64(`(f64.promote_f32 (f32.demote_f64 (f64.add (f64.mul ${a} ${b}) (f64.mul ${b} ${a}))))`);
    expect(run.call("f", -1n, 0x7ff8000000000003n)).toBe(CANONICAL);
    expect(run.call("f", 0x4000000000000000n, 0x4008000000000000n)).toBe(0x4028000000000000n);
  });

  it("is canonical in each lane of a vector", () => {
    const run = meter(`(func (export "f") (param $a f64) (param $b f64) (param $lane i32) (result i64) (local $v v128)
      (local.set $v (f64x2.mul (f64x2.replace_lane 1 (f64x2.splat (local.get $a)) (local.get $b)) (f64x2.splat (f64.const inf))))
      (if (result i64) (local.get $lane) (then (i64x2.extract_lane 1 (local.get $v))) (else (i64x2.extract_lane 0 (local.get $v)))))
      (func (export "g") (param $a f32) (result i32) (i32x4.extract_lane 3 (f32x4.sqrt (f32x4.splat (local.get $a)))))`);
    expect(run.call("f", 0, 1, 0)).toBe(CANONICAL);
    expect(run.call("f", 0, 1, 1)).toBe(0x7ff0000000000000n);
    expect(run.call("g", -1)).toBe(0x7fc00000);
    expect(run.call("g", 4)).toBe(0x40000000);
  });
});
