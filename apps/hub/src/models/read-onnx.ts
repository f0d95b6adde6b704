import { inspectOnnx, ModelRefusedError, type OnnxInspection, refusalsOf, type TensorPort } from "@qubix/client/onnx";
import type { BlobStore, ModelFile } from "@qubix/market";
import type { ModelManifest } from "@qubix/protocol";
import { readWhole } from "./describe-files.ts";

/**
 * Reads an ONNX file as far as its graph goes; its weights are not loaded. Agents give the runtime one file, so none may
 * keep weights outside of it. @throws ModelRefusedError with all that speaks against it
 */
export async function readOnnx(blobs: BlobStore, { digest, size }: ModelFile): Promise<OnnxInspection> {
  const read = (at: number, length: number) =>
    length === 0 ? Promise.resolve(new Uint8Array()) : readWhole(blobs, digest, { start: at, end: at + length - 1 });
  const inspection = await inspectOnnx({ size, read });
  const refusals = refusalsOf(inspection);
  if (refusals.length > 0) throw new ModelRefusedError(refusals);
  return inspection;
}

/** Why the model file that a manifest names can't be run as it says; undefined when it can. */
export async function onnxFault(
  blobs: BlobStore,
  manifest: ModelManifest,
  files: readonly ModelFile[],
): Promise<string | undefined> {
  for (const { path } of manifest.files) {
    const file = files.find((one) => one.path === path);
    if (file === undefined || !path.endsWith(".onnx")) continue;
    try {
      const { inputs, outputs } = await readOnnx(blobs, file);
      const fault = portFault("input", manifest.inputs, inputs) ?? portFault("output", manifest.outputs, outputs);
      if (fault !== undefined) return `${path}: ${fault}`;
    } catch (error) {
      if (error instanceof ModelRefusedError) return `${path}: ${error.message} ${error.hint}`;
      throw error;
    }
  }
  return undefined;
}

function portFault(what: string, told: ModelManifest["inputs"], found: readonly TensorPort[]): string | undefined {
  for (const { name, dtype } of told) {
    const port = found.find((one) => one.name === name);
    if (port === undefined)
      return `The manifest names an ${what} ${name}, the model has ${found.map((one) => one.name).join(", ")}.`;
    if (port.dtype !== dtype) return `The ${what} ${name} is of ${port.dtype}, the manifest says ${dtype}.`;
  }
  return undefined;
}
