export { type CallArguments, HubClient, type HubClientOptions } from "./hub-client.ts";
export { HubError, isTransient } from "./hub-error.ts";
export type { BlobSource } from "./upload-blob.ts";
