export { AccessPendingError } from "./access-pending-error.ts";
export { type BoughtAccess, buyModelAccess } from "./buy-model-access.ts";
export { commonRuntime } from "./common-runtime.ts";
export type { ModelFiles } from "./model-files.ts";
export { NotBoughtError } from "./not-bought-error.ts";
export { type PublishedModel, publishModel } from "./publish-model.ts";
