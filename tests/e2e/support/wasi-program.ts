import binaryen from "binaryen";

const COMPACT_IMPORTS = 1 << 26;

/** A module from its text form. */
export function moduleOf(text: string): Uint8Array {
  const module = binaryen.parseText(text);
  // Engines of today don't read the compact import section yet.
  module.setFeatures(binaryen.Features.All & ~COMPACT_IMPORTS);
  const bytes = module.emitBinary();
  module.dispose();
  return bytes;
}

const WASI = `
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "path_open"
    (func $path_open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))`;

/** A WASI program whose `_start` has this body; it may call `$say`, `$save` and `$count`. */
const program = (body: string) =>
  moduleOf(`(module ${WASI}
  (memory (export "memory") 2)
  (data (i32.const 0) "out/answer")
  (data (i32.const 1024) "forty-two")
  (func $write (param $fd i32)
    (i32.store (i32.const 520) (i32.const 1024))
    (i32.store (i32.const 524) (i32.const 9))
    (drop (call $fd_write (local.get $fd) (i32.const 520) (i32.const 1) (i32.const 528))))
  (func $say (call $write (i32.const 1)))
  (func $save
    (if (call $path_open (i32.const 3) (i32.const 0) (i32.const 0) (i32.const 10) (i32.const 1)
      (i64.const 64) (i64.const 0) (i32.const 0) (i32.const 512)) (then (unreachable)))
    (call $write (i32.load (i32.const 512))))
  (func $count (param $to i64) (local $at i64)
    (loop $again
      (br_if $again (i64.lt_u (local.tee $at (i64.add (local.get $at) (i64.const 1))) (local.get $to)))))
  (func (export "_start") ${body}))`);

/** What the programs print and write into their file `answer`. */
export const ANSWER = "forty-two";

/** Small programs that each do one thing. */
export const PROGRAMS = {
  /** Prints and saves its answer. */
  answer: program("(call $say) (call $save)"),
  /** The same after some seconds of work. */
  slowAnswer: program("(call $say) (call $count (i64.const 1000000000)) (call $save)"),
  trap: program("(call $say) (unreachable)"),
  endless: program("(call $count (i64.const -1))"),
  /** Can't begin with less than 4 GiB of memory. */
  greedy: moduleOf('(module (memory (export "memory") 65536) (func (export "_start")))'),
};
