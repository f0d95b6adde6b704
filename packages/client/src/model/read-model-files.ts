import { type FileHandle, open, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ModelManifest } from "@qubix/protocol";
import { z } from "zod";
import { fileSource } from "../onnx/byte-source.ts";
import { inspectOnnx } from "../onnx/inspect-onnx.ts";
import { ModelRefusedError } from "../onnx/model-refused.ts";
import { refusalsOf } from "../onnx/refusals-of.ts";
import { digestOfSpan } from "../transfer/digest-of-span.ts";
import type { ModelFiles } from "./model-files.ts";

/** A manifest as its author writes it: digests and sizes are worked out from the files beside it. */
const Draft = z.looseObject({ files: z.array(z.looseObject({ path: z.string() })).min(1) });

/** A manifest that can't be published. */
export class InvalidManifestError extends Error {
  override readonly name = "InvalidManifestError";
  readonly code = "INVALID_MODEL";
  readonly hint = "Fix the fields that are named; examples/digits/manifest.json shows a whole one.";
}

/**
 * Reads a manifest, and looks through the files that it names, whatever their size.
 * @throws InvalidManifestError, ModelRefusedError, or the system's error
 */
export async function readModelFiles(file: string): Promise<ModelFiles> {
  const draft = Draft.safeParse(JSON.parse(await readFile(file, "utf8")));
  if (!draft.success) throw new InvalidManifestError(`${file}: ${z.prettifyError(draft.error)}`);
  const paths = draft.data.files.map(({ path }) => join(dirname(file), path));
  const files: object[] = [];
  for (const [i, entry] of draft.data.files.entries()) files.push({ ...entry, ...(await readFacts(paths[i]!)) });
  const parsed = ModelManifest.safeParse({ version: 1, format: "onnx", ...draft.data, files });
  if (parsed.success) return { manifest: parsed.data, sources: paths };
  throw new InvalidManifestError(`${file}: ${z.prettifyError(parsed.error)}`);
}

async function readFacts(path: string): Promise<{ digest: string; size: number }> {
  const handle = await open(path);
  try {
    if (path.endsWith(".onnx")) await checkFile(handle);
    const { size } = await handle.stat();
    return { digest: `sha256:${await digestOfSpan(handle, { from: 0, to: size })}`, size };
  } finally {
    await handle.close();
  }
}

/** No external data, even in files of the manifest: agents give the runtime one file. @throws ModelRefusedError */
async function checkFile(handle: FileHandle): Promise<void> {
  const refusals = refusalsOf(await inspectOnnx(await fileSource(handle)));
  if (refusals.length > 0) throw new ModelRefusedError(refusals);
}
