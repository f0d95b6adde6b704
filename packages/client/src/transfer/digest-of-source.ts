import { type BlobSource, openContent } from "./upload-content.ts";

/** `sha256:…` of what could be uploaded, which is read once; memory use is one buffer. */
export async function digestOfSource(source: BlobSource, signal?: AbortSignal): Promise<string> {
  const content = await openContent(source, signal);
  await content.close();
  return `sha256:${content.sha256}`;
}
