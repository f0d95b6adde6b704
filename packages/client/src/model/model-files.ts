import type { ModelManifest } from "@qubix/protocol";
import type { BlobSource } from "../transfer/upload-content.ts";

/** A model that is ready to be uploaded. */
export interface ModelFiles {
  manifest: ModelManifest;
  /** The files, in the order of `manifest.files`. */
  sources: BlobSource[];
}
