import { canonicalJson } from "../encoding/canonical-json.ts";
import { blobDigest } from "../encoding/hashes.ts";
import { ModelManifest } from "./model-manifest.ts";

/** Canonical bytes of a manifest: the blob under which it is stored. */
export function manifestBytes(manifest: ModelManifest): Uint8Array {
  return new TextEncoder().encode(canonicalJson(ModelManifest.parse(manifest)));
}

/** `sha256:<hex>` of the canonical bytes: the model version's identity, on the chain too. */
export function manifestDigest(manifest: ModelManifest): string {
  return blobDigest(manifestBytes(manifest));
}

/** Where a version's manifest lies among its files. */
export const MANIFEST_PATH = "qubix.json";
