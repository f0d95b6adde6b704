import { bundle } from "../child/bundle.ts";
import { ChildPool } from "../child/child-pool.ts";
import { supervisedRun } from "../child/supervised-run.ts";
import type { Executor } from "../executor.ts";
import type { RunRequest } from "./run-request.ts";

/** What a child takes besides the program's own memory: node, compiled code, inputs and outputs. */
const OVERHEAD_MIB = 1536;

/** The executor of `wasm` jobs: WASI preview 1 programs, deterministic, in children.
 * @param dataDirectory where the files of tasks lie; children may read nothing else
 * @param idleChildren how many to keep waiting */
export function createWasmExecutor({
  dataDirectory,
  idleChildren,
}: {
  dataDirectory: string;
  idleChildren: number;
}): Executor {
  const pool = new ChildPool(
    {
      script: bundle(new URL("./child-main.ts", import.meta.url), dataDirectory),
      scriptArguments: [bundle(new URL("./child-worker.ts", import.meta.url), dataDirectory)],
      readable: [dataDirectory],
      nodeArguments: ["--max-old-space-size=512"],
      threads: true,
    },
    idleChildren,
  );
  return {
    kind: "wasm",
    async run({ jobKey, spec, program, inputs }, hooks, signal) {
      if (spec.kind !== "wasm") throw new TypeError(`the wasm executor was given a job of kind ${spec.kind}`);
      const { limits } = spec;
      const request: RunRequest = {
        jobKey,
        program,
        digest: spec.program.digest,
        inputs: [...inputs].map(([path, file]) => ({ path, file })),
        arguments: ["program", ...spec.arguments],
        environment: Object.entries(spec.environment).sort(([a], [b]) => (a < b ? -1 : 1)),
        fuel: limits.fuel,
        memoryMiB: limits.memoryMiB,
        outputBytes: limits.outputBytes,
      };
      return supervisedRun(pool, request, limits, OVERHEAD_MIB, hooks, signal);
    },
    async close() {
      pool.close();
    },
  };
}
