export { type PublishedModel, publishModel } from "./publish-model.ts";
export { InvalidManifestError, type ModelFiles, readModelFiles } from "./read-model-files.ts";
