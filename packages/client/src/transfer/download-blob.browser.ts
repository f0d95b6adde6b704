import { HubError } from "../hub/hub-error.ts";

/** A page has no files to write to: it reads small blobs, and lets the browser download large ones. @throws HubError */
export async function downloadBlob(): Promise<never> {
  throw new HubError("NO_FILES", 0, "A page can't write files.", "Follow a link to the blob instead.");
}
