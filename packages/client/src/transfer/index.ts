export { digestOfSource } from "./digest-of-source.ts";
export type { Progress, TransferOptions } from "./transfer-options.ts";
export type { BlobSource } from "./upload-content.ts";
