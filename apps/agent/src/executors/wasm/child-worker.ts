import { readFileSync } from "node:fs";
import { instrument, ModuleError } from "@qubix/client/wasm";
import { blockingPipe as pipe } from "../child/blocking-pipe.ts";
import { FRAME } from "../child/frames.ts";
import { collectOutputs } from "./collect-outputs.ts";
import { ModuleCache } from "./module-cache.ts";
import { HostFailure, runProgram, TrapAtStart } from "./run-program.ts";
import type { RunEnd, RunRequest } from "./run-request.ts";

/** Log of one run that leaves the child. More is dropped; the program doesn't notice. */
const MAXIMUM_LOG_BYTES = 1024 * 1024;
const MAXIMUM_LOG_FRAME = 32 * 1024;
/** Fuel used is told at most so often, in units of fuel (about nanoseconds). */
const FUEL_REPORT_EVERY = 100_000_000n;

const modules = new ModuleCache();

pipe.send(FRAME.ready, new Uint8Array(0));
for (;;) {
  const request = pipe.request() as RunRequest;
  try {
    pipe.sendJson(FRAME.done, run(request));
  } catch (error) {
    pipe.sendJson(FRAME.failed, { message: (error as Error).message });
    if (!(error instanceof HostFailure)) throw error;
  }
}

function run(request: RunRequest): RunEnd {
  const log = logWriter();
  const ended = (outcome: string, reason: string, exitCode = 0, fuelUsed = 0n): RunEnd => {
    if (reason) log("stderr", new TextEncoder().encode(`qubix: ${outcome}: ${reason}\n`));
    return { outcome, exitCode, fuelUsed: String(fuelUsed) };
  };
  const inputs = new Map(request.inputs.map(({ path, file }) => [path, readFileSync(file)]));
  let module: WebAssembly.Module;
  try {
    module = modules.get(`${request.digest} ${request.memoryMiB}`, () => compile(request));
  } catch (error) {
    if (!(error instanceof ModuleError)) throw error;
    return ended(error.code === "too-much-memory" ? "out-of-memory" : "bad-input", error.message);
  }
  let reported = 0n;
  try {
    const { outcome, exitCode, fuelUsed, reason, files } = runProgram(module, request, inputs, {
      log,
      fuel(used) {
        if (used - reported < FUEL_REPORT_EVERY) return;
        reported = used;
        pipe.sendJson(FRAME.fuel, { used: String(used) });
      },
    });
    const outputs = collectOutputs(files);
    if (!outputs)
      return ended("trap", "the program left too many files in /out, or one with too long a path", 0, fuelUsed);
    for (const { path, bytes } of outputs) pipe.sendOutput(path, bytes);
    return ended(outcome, reason, exitCode, fuelUsed);
  } catch (error) {
    if (error instanceof TrapAtStart) return ended("trap", error.message);
    throw error;
  }
}

function compile(request: RunRequest): WebAssembly.Module {
  const bytes = instrument(readFileSync(request.program), request.memoryMiB);
  try {
    return new WebAssembly.Module(bytes as Uint8Array<ArrayBuffer>);
  } catch (error) {
    // What passed validation can only fail here by a limit of the engine, such as a function grown too large.
    throw new ModuleError("refused", (error as Error).message);
  }
}

function logWriter() {
  let left = MAXIMUM_LOG_BYTES;
  return (stream: "stdout" | "stderr", bytes: Uint8Array) => {
    if (left === 0) return;
    const kept = bytes.subarray(0, left);
    left -= kept.length;
    for (let at = 0; at < kept.length; at += MAXIMUM_LOG_FRAME) {
      const part = kept.subarray(at, at + MAXIMUM_LOG_FRAME);
      const payload = new Uint8Array(1 + part.length);
      payload[0] = stream === "stdout" ? 1 : 2;
      payload.set(part, 1);
      pipe.send(FRAME.log, payload);
    }
    if (left === 0) pipe.send(FRAME.log, new TextEncoder().encode("\x02qubix: the log is full, the rest is dropped\n"));
  };
}
