import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { WasmSpec } from "@qubix/protocol";
import binaryen from "binaryen";
import type { ExecutionResult } from "../executor.ts";
import { createWasmExecutor } from "./wasm-executor.ts";

const COMPACT_IMPORTS = 1 << 26;

/** The functions that most test programs import. */
export const WASI_IMPORTS = `
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_read" (func $fd_read (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "path_open" (func $path_open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_pwrite" (func $fd_pwrite (param i32 i32 i32 i64 i32) (result i32)))
  (import "wasi_snapshot_preview1" "random_get" (func $random_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "clock_time_get" (func $clock_time_get (param i32 i64 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))`;

/** Text of a program with a helper: $save writes memory [from, from + length) to the file named by the text at 0. */
export const program = (name: string, body: string, pages = 2) => `(module ${WASI_IMPORTS}
  (memory (export "memory") ${pages})
  (data (i32.const 0) "${name}")
  (func $open (result i32)
    (call $path_open (i32.const 3) (i32.const 0) (i32.const 0) (i32.const ${new TextEncoder().encode(name).length}) (i32.const 1) (i64.const 64) (i64.const 0) (i32.const 0) (i32.const 512)))
  (func $save (param $from i32) (param $length i32) (result i32)
    (if (call $open) (then (return (i32.const 99))))
    (i32.store (i32.const 520) (local.get $from))
    (i32.store (i32.const 524) (local.get $length))
    (call $fd_write (i32.load (i32.const 512)) (i32.const 520) (i32.const 1) (i32.const 528)))
  ${body})`;

export const toModule = (text: string): Uint8Array => {
  const module = binaryen.parseText(text);
  // Engines of today don't read the compact import section yet.
  module.setFeatures(binaryen.Features.All & ~COMPACT_IMPORTS);
  const bytes = module.emitBinary();
  module.dispose();
  return bytes;
};

export type RunOptions = Partial<WasmSpec["limits"]> & {
  jobKey?: string;
  arguments?: string[];
  environment?: Record<string, string>;
  inputs?: Record<string, Uint8Array | string>;
  signal?: AbortSignal;
};

/** An executor with a folder of its own; `run` takes a module or its text. Call `close` at the end. */
export function testExecutor() {
  const directory = mkdtempSync(join(tmpdir(), "qubix-test-"));
  const executor = createWasmExecutor({ dataDirectory: directory, idleChildren: 1 });
  return {
    async run(source: string | Uint8Array, options: RunOptions = {}): Promise<ExecutionResult & { log: string }> {
      const bytes = typeof source === "string" ? toModule(source) : source;
      const digest = createHash("sha256").update(bytes).digest("hex");
      const file = join(directory, digest);
      writeFileSync(file, bytes);
      const inputs = new Map(
        Object.entries(options.inputs ?? {}).map(([path, content], i) => {
          const input = join(directory, `${digest}-${i}`);
          writeFileSync(input, content);
          return [path, input];
        }),
      );
      const { fuel = "2000000000", memoryMiB = 64, wallSeconds = 30, outputBytes = 1024 * 1024 } = options;
      const spec: WasmSpec = {
        version: 1,
        kind: "wasm",
        program: { digest: `sha256:${digest}`, size: bytes.length },
        arguments: options.arguments ?? [],
        environment: options.environment ?? {},
        inputs: [],
        limits: { fuel, memoryMiB, wallSeconds, outputBytes },
        seal: "00".repeat(32),
      };
      let log = "";
      const hooks = {
        log(_: string, part: Uint8Array) {
          log += new TextDecoder().decode(part);
        },
        progress() {},
        metrics() {},
      };
      const task = { jobKey: options.jobKey ?? "ab".repeat(32), spec, program: file, inputs };
      return { ...(await executor.run(task, hooks, options.signal ?? new AbortController().signal)), log };
    },
    async close() {
      await executor.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
