export type { JsonSchema, OpenApiDocument, Operation, Parameter } from "./document.ts";
export { findBreaks } from "./find-breaks.ts";
export { openApiDocument } from "./open-api-document.ts";
export { type OutlinedOperation, outlineOf } from "./outline.ts";
export { referencePage } from "./reference-page.ts";
