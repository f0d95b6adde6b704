import { moduleOf } from "../../e2e/support/wasi-program.ts";

/** A WASI program that prints a text and writes another into one file of its output. */
export function printingProgram(log: string, path: string, content: string): Uint8Array {
  const [logSize, contentSize] = [log, content].map((text) => Buffer.byteLength(text));
  const file = `out/${path}`;
  return moduleOf(`(module
    (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
    (import "wasi_snapshot_preview1" "path_open"
      (func $path_open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
    (memory (export "memory") 2)
    (data (i32.const 0) "${escaped(file)}")
    (data (i32.const 1024) "${escaped(log)}")
    (data (i32.const 8192) "${escaped(content)}")
    (func $write (param $fd i32) (param $at i32) (param $size i32)
      (i32.store (i32.const 520) (local.get $at))
      (i32.store (i32.const 524) (local.get $size))
      (drop (call $fd_write (local.get $fd) (i32.const 520) (i32.const 1) (i32.const 528))))
    (func (export "_start")
      (call $write (i32.const 1) (i32.const 1024) (i32.const ${logSize}))
      (if (call $path_open (i32.const 3) (i32.const 0) (i32.const 0) (i32.const ${file.length}) (i32.const 1)
        (i64.const 64) (i64.const 0) (i32.const 0) (i32.const 512)) (then (unreachable)))
      (call $write (i32.load (i32.const 512)) (i32.const 8192) (i32.const ${contentSize}))))`);
}

/** A text as the text form of WebAssembly writes bytes. */
function escaped(text: string): string {
  return [...Buffer.from(text)].map((byte) => `\\${byte.toString(16).padStart(2, "0")}`).join("");
}
