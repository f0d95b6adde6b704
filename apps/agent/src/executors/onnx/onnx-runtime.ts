import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

let digest: string | undefined;

/** File of the pinned runtime: the plain WebAssembly build of onnxruntime-web, without relaxed SIMD. */
export const onnxRuntimeFile = (): string =>
  createRequire(import.meta.url).resolve("onnxruntime-web/ort-wasm-simd-threaded.wasm");

/** `sha256:…` of that file: what a spec's `runtime.digest` must be for this machine to run it. */
export function onnxRuntimeDigest(): string {
  digest ??= `sha256:${createHash("sha256").update(readFileSync(onnxRuntimeFile())).digest("hex")}`;
  return digest;
}
