import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkModule, ModuleError } from "./index.ts";
import { fromText } from "./test-module.ts";

const START = `(func (export "_start"))`;

describe("checkModule refuses", () => {
  it.each([
    ["threads", `(module (memory 1 2 shared) ${START})`, "shared"],
    ["64-bit memory", `(module (memory i64 1 2) ${START})`, "64-bit"],
    ["two memories", `(module (memory 1) (memory 1) ${START})`, "one memory"],
    ["atomics", `(module (memory 1) (func (export "_start") (drop (i32.atomic.load (i32.const 0)))))`, "atomic"],
    [
      "relaxed SIMD",
      `(module (func (export "_start") (drop (i8x16.relaxed_swizzle (v128.const i32x4 0 0 0 0) (v128.const i32x4 0 0 0 0)))))`,
      "relaxed",
    ],
    [
      "table.grow",
      `(module (table $t 1 funcref) (func (export "_start") (drop (table.grow $t (ref.null func) (i32.const 1)))))`,
      "tables",
    ],
    ["tail calls", `(module (func $f (export "_start") (return_call $f)))`, "tail calls"],
    ["exceptions", `(module (tag $e) (func (export "_start") (throw $e)))`, "exception"],
    [
      "GC types",
      `(module (type $s (struct (field i32))) (func (export "_start") (drop (struct.new $s (i32.const 1)))))`,
      "garbage",
    ],
    ["a start function", `(module (func $s) (start $s) ${START})`, "start function"],
    ["other imports", `(module (import "env" "time" (func)) (memory (export "memory") 1) ${START})`, "env.time"],
    [
      "unknown WASI functions",
      `(module (import "wasi_snapshot_preview1" "fork" (func)) (memory (export "memory") 1) ${START})`,
      "fork",
    ],
    [
      "wrong WASI signatures",
      `(module (import "wasi_snapshot_preview1" "fd_write" (func (param i32))) (memory (export "memory") 1) ${START})`,
      "iiii>i",
    ],
    ["imported memory", `(module (import "env" "memory" (memory 1)) ${START})`, "not a function"],
    [
      "WASI without memory",
      `(module (import "wasi_snapshot_preview1" "fd_close" (func (param i32) (result i32))) ${START})`,
      "export its memory",
    ],
    ["a library", `(module (func (export "main")))`, "_start"],
    ["a start with parameters", `(module (func (export "_start") (param i32)))`, "nothing"],
    ["reserved names", `(module ${START} (global (export "qubix.fuel") i32 (i32.const 1)))`, "reserved"],
  ])("%s", (_name, text, reason) => {
    expect(() => checkModule(fromText(text))).toThrow(ModuleError);
    expect(() => checkModule(fromText(text))).toThrow(reason);
  });

  it("text, emptiness and components", () => {
    for (const bytes of [
      new Uint8Array(),
      new TextEncoder().encode("(module)"),
      new Uint8Array([0, 0x61, 0x73, 0x6d, 13, 0, 1, 0]),
    ]) {
      expect(() => checkModule(bytes)).toThrow(ModuleError);
    }
  });

  it("any damaged module with a ModuleError, nothing else", () => {
    const good = fromText(`(module (memory (export "memory") 1) (data (i32.const 0) "abc") (table 2 funcref) ${START}
      (func (param f64) (result f64) (block $b (br_if $b (i32.const 0))) (f64.sqrt (local.get 0))))`);
    checkModule(good);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        fc.nat(good.length),
        (edits, cut) => {
          const bad = good.slice(0, cut < 16 ? good.length : cut);
          for (const [at, value] of edits) if (at < bad.length) bad[at] = value;
          try {
            checkModule(bad);
          } catch (error) {
            expect(error).toBeInstanceOf(ModuleError);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});
