export { type BoughtAccess, buyModelAccess, NotBoughtError } from "./buy-model-access.ts";
export { commonRuntime } from "./common-runtime.ts";
export type { ModelFiles } from "./model-files.ts";
export { type PublishedModel, publishModel } from "./publish-model.ts";
