import type { ModelFile } from "@qubix/market";
import { MANIFEST_PATH, ModelManifest, parseJson } from "@qubix/protocol";
import { readLicense } from "@qubix/protocol/card";
import { z } from "zod";

const MAX_BYTES = 256 * 1024;

/** What makes a version one that can be run, or why it is none. */
export type Runnable = { manifest: ModelManifest } | { reason: string };

/** The manifest among a version's files, if it is one and fits them; undefined where there is no such file. */
export async function readManifest(
  fullName: string,
  files: readonly ModelFile[],
  read: (digest: string) => Promise<Uint8Array>,
): Promise<Runnable | undefined> {
  const file = files.find(({ path }) => path === MANIFEST_PATH);
  if (file === undefined) return undefined;
  if (file.size > MAX_BYTES) return { reason: `${MANIFEST_PATH} has more than ${MAX_BYTES} bytes.` };
  try {
    const manifest = ModelManifest.parse(parseJson(await read(file.digest), MAX_BYTES));
    const fault = manifestFault(fullName, manifest, files);
    return fault === undefined ? { manifest } : { reason: `${MANIFEST_PATH}: ${fault}` };
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    return { reason: `${MANIFEST_PATH}: ${why.slice(0, 500)}` };
  }
}

/** Why a manifest is not that of these files; undefined when it is. */
export function manifestFault(
  fullName: string,
  manifest: ModelManifest,
  files: readonly ModelFile[],
): string | undefined {
  const named = `${manifest.namespace}/${manifest.name}`;
  if (named !== fullName) return `It is of ${named}, not of ${fullName}.`;
  if (readLicense(manifest.license) === undefined)
    return `"${manifest.license}" is no SPDX licence; write one such as Apache-2.0, or "other".`;
  const here = new Map(files.map((file) => [file.path, file]));
  for (const { path, digest, size } of manifest.files) {
    const file = here.get(path);
    if (file === undefined) return `It names ${path}, which is not there.`;
    if (`sha256:${file.digest}` !== digest) return `${path} is another file than the manifest names.`;
    if (file.size !== size) return `${path} has ${file.size} bytes, the manifest says ${size}.`;
  }
  return undefined;
}
