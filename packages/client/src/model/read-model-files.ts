import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { blobDigest, ModelManifest } from "@qubix/protocol";
import { z } from "zod";
import { checkModel } from "../onnx/check-model.ts";

/** A manifest as its author writes it: digests and sizes are worked out from the files beside it. */
const Draft = z.looseObject({ files: z.array(z.looseObject({ path: z.string() })).min(1) });

/** A manifest that can't be published. */
export class InvalidManifestError extends Error {
  override readonly name = "InvalidManifestError";
  readonly code = "INVALID_MODEL";
  readonly hint = "Fix the fields that are named; examples/digits/manifest.json shows a whole one.";
}

/** A model that is ready to be uploaded. */
export interface ModelFiles {
  manifest: ModelManifest;
  /** In the order of `manifest.files`. */
  contents: Uint8Array[];
}

/** Reads a manifest and the files that it names. @throws InvalidManifestError, ModelRefusedError, or the system's error */
export function readModelFiles(file: string): ModelFiles {
  const draft = Draft.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (!draft.success) throw new InvalidManifestError(`${file}: ${z.prettifyError(draft.error)}`);
  const contents = draft.data.files.map(({ path }) => new Uint8Array(readFileSync(join(dirname(file), path))));
  for (const bytes of contents) checkModel(bytes);
  const files = draft.data.files.map((entry, i) => {
    return { ...entry, digest: blobDigest(contents[i]!), size: contents[i]!.length };
  });
  const parsed = ModelManifest.safeParse({ version: 1, format: "onnx", ...draft.data, files });
  if (parsed.success) return { manifest: parsed.data, contents };
  throw new InvalidManifestError(`${file}: ${z.prettifyError(parsed.error)}`);
}
