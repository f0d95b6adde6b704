import { ModelRefusedError } from "@qubix/client/onnx";
import type { BlobStore, ModelFile } from "@qubix/market";
import { MANIFEST_PATH, ModelManifest } from "@qubix/protocol";
import type { Description } from "./read-card-file.ts";
import type { Runnable } from "./read-manifest.ts";
import { readOnnx } from "./read-onnx.ts";

/**
 * The manifest of a version that brings none: what its one ONNX file and its card say. Tools of other hubs know nothing of
 * manifests, and what they upload can be run all the same.
 */
export async function deriveManifest(
  blobs: BlobStore,
  fullName: string,
  files: readonly ModelFile[],
  { card, summary }: Description,
): Promise<Runnable> {
  const models = files.filter(({ path }) => path.endsWith(".onnx"));
  const [file] = models;
  if (file === undefined) return { reason: `There is no ${MANIFEST_PATH}, and no .onnx file to make one of.` };
  if (models.length > 1)
    return { reason: `There are ${models.length} .onnx files: say in ${MANIFEST_PATH} which one is the model.` };
  if (card.license === undefined) return { reason: "There is no licence: give one in the front matter of README.md." };
  const [namespace, name] = fullName.split("/");
  try {
    const { inputs, outputs } = await readOnnx(blobs, file);
    const parsed = ModelManifest.safeParse({
      ...{ version: 1, namespace, name, format: "onnx", license: card.license, description: summary },
      files: [{ path: file.path, digest: `sha256:${file.digest}`, size: file.size }],
      ...{ inputs, outputs },
    });
    if (parsed.success) return { manifest: parsed.data };
    const [issue] = parsed.error.issues;
    return {
      reason: `${file.path} does not say enough (${issue?.path.join(".")}: ${issue?.message}): write a ${MANIFEST_PATH}.`,
    };
  } catch (error) {
    if (error instanceof ModelRefusedError) return { reason: `${file.path}: ${error.message} ${error.hint}` };
    throw error;
  }
}
