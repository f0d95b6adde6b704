import {
  checkModel,
  decodeNpy,
  encodeNpy,
  ModelRefusedError,
  NPY_TYPES,
  NpyError,
  type Tensor,
  type TensorType,
} from "@qubix/client/onnx";
import * as ort from "onnxruntime-web/wasm";
import { canonicalizeNans } from "./canonical-nans.ts";
import { checkInputs, InputMismatch } from "./check-inputs.ts";

export type ModelEnd = {
  outcome: "ok" | "bad-input" | "trap";
  reason: string;
  outputs: { path: string; bytes: Uint8Array }[];
};

/** Sets the runtime up once per process: one thread, fixed SIMD, the pinned binary. */
export function prepareRuntime(wasm: Uint8Array): void {
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.simd = "fixed";
  ort.env.wasm.proxy = false;
  ort.env.wasm.wasmBinary = wasm as Uint8Array<ArrayBuffer>;
  ort.env.logLevel = "error";
}

/** Runs a model once on `.npy` files by tensor name. Everything wrong with model or inputs is a result. */
export async function runModel(
  model: Uint8Array,
  files: ReadonlyMap<string, Uint8Array>,
  outputBytes: number,
): Promise<ModelEnd> {
  const ended = (outcome: ModelEnd["outcome"], reason: string): ModelEnd => ({ outcome, reason, outputs: [] });
  let session: ort.InferenceSession;
  try {
    await checkModel(model);
    session = await ort.InferenceSession.create(model, {
      executionProviders: ["wasm"],
      graphOptimizationLevel: "all",
      executionMode: "sequential",
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      logSeverityLevel: 3,
    });
  } catch (error) {
    if (error instanceof ModelRefusedError) return ended("bad-input", error.message);
    return ended("bad-input", `the runtime can't load the model: ${(error as Error).message}`);
  }
  try {
    const tensors = readTensors(files);
    checkInputs(session.inputMetadata, tensors);
    const feeds = Object.fromEntries([...tensors].map(([name, tensor]) => [name, toRuntime(tensor)]));
    const results = await session.run(feeds);
    const outputs = session.outputNames.map((name, i) => ({
      path: outputPath(name, i),
      bytes: encodeNpy(fromRuntime(results[name]!)),
    }));
    const size = outputs.reduce((sum, { bytes }) => sum + bytes.length, 0);
    if (size > outputBytes)
      return ended("trap", `the outputs have ${size} bytes, limits.outputBytes allows ${outputBytes}`);
    return { outcome: "ok", reason: "", outputs };
  } catch (error) {
    if (error instanceof InputMismatch || error instanceof NpyError) return ended("bad-input", error.message);
    return ended("trap", (error as Error).message);
  } finally {
    await session.release();
  }
}

/** `NAME.npy` holds the input NAME. */
function readTensors(files: ReadonlyMap<string, Uint8Array>): Map<string, Tensor> {
  const tensors = new Map<string, Tensor>();
  for (const [path, bytes] of files) {
    if (!path.endsWith(".npy")) throw new InputMismatch(`the input file ${path} is not named NAME.npy after a tensor`);
    try {
      tensors.set(path.slice(0, -4), decodeNpy(bytes));
    } catch (error) {
      throw error instanceof NpyError ? new InputMismatch(`${path}: ${error.message}`) : error;
    }
  }
  return tensors;
}

/** Names that can't be a file's become `output-N.npy`. */
const outputPath = (name: string, index: number) =>
  /^[A-Za-z0-9_.-]{1,128}$/.test(name) && !name.startsWith(".") ? `${name}.npy` : `output-${index}.npy`;

const ARRAYS = {
  float32: Float32Array,
  float64: Float64Array,
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  int64: BigInt64Array,
  uint64: BigUint64Array,
  bool: Uint8Array,
} as const;

function toRuntime({ dtype, shape, bytes }: Tensor): ort.Tensor {
  const data = new ARRAYS[dtype](new Uint8Array(bytes).buffer);
  return new ort.Tensor(dtype, data as never, [...shape]);
}

function fromRuntime(tensor: ort.Tensor): Tensor {
  const dtype = tensor.type as TensorType;
  if (!NPY_TYPES[dtype]) throw new Error(`the model gives a tensor of type ${tensor.type}, which can't be stored`);
  const { buffer, byteOffset, byteLength } = tensor.data as Uint8Array;
  const bytes = new Uint8Array(buffer, byteOffset, byteLength).slice();
  canonicalizeNans(dtype, bytes);
  return { dtype, shape: tensor.dims, bytes };
}
