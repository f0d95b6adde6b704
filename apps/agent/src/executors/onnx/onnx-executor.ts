import { bundle } from "../child/bundle.ts";
import { ChildPool } from "../child/child-pool.ts";
import { supervisedRun } from "../child/supervised-run.ts";
import { ExecutionFailure } from "../execution-failure.ts";
import type { Executor } from "../executor.ts";
import type { ModelRequest } from "./child-main.ts";
import { onnxRuntimeDigest, onnxRuntimeFile } from "./onnx-runtime.ts";

/** What a child takes besides the model's own memory: node and the compiled runtime. */
const OVERHEAD_MIB = 1536;

/** The executor of `onnx` jobs: inference, bit for bit the same on every machine, in children.
 * @param dataDirectory where the files of tasks lie; children may read nothing else */
export function createOnnxExecutor({
  dataDirectory,
  idleChildren,
}: {
  dataDirectory: string;
  idleChildren: number;
}): Executor {
  const runtime = onnxRuntimeFile();
  const pool = new ChildPool(
    {
      script: bundle(new URL("./child-main.ts", import.meta.url), dataDirectory),
      scriptArguments: [runtime],
      readable: [dataDirectory],
      nodeArguments: ["--max-old-space-size=512"],
      threads: false,
    },
    idleChildren,
  );
  return {
    kind: "onnx",
    async run({ spec, program, inputs }, hooks, signal) {
      if (spec.kind !== "onnx") throw new TypeError(`the onnx executor was given a job of kind ${spec.kind}`);
      if (spec.runtime.digest !== onnxRuntimeDigest())
        throw new ExecutionFailure(
          "MACHINE",
          `it has the runtime ${onnxRuntimeDigest()}, the job wants ${spec.runtime.digest}`,
        );
      const { limits } = spec;
      const request: ModelRequest = {
        model: program,
        inputs: [...inputs].map(([path, file]) => ({ path, file })),
        outputBytes: limits.outputBytes,
      };
      return supervisedRun(pool, request, limits, OVERHEAD_MIB, hooks, signal);
    },
    async close() {
      pool.close();
    },
  };
}
