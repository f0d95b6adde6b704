// npm run api:publish: writes what the API promises from now on, and the reference page. Refuses what would break clients.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { findBreaks, type OpenApiDocument, openApiDocument, referencePage } from "../src/openapi/index.ts";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const published = at("../src/routes/published/v1.json");
const document = openApiDocument();
const breaks = existsSync(published)
  ? findBreaks(JSON.parse(readFileSync(published, "utf8")) as OpenApiDocument, document)
  : [];
if (breaks.length > 0) {
  process.stderr.write(`Nothing was written: clients of the published API would break.\n${breaks.join("\n")}\n`);
  process.exit(1);
}
writeFileSync(published, `${JSON.stringify(document, null, 1)}\n`);
writeFileSync(at("../../../docs/api.md"), referencePage(document));
process.stdout.write(`Published ${Object.keys(document.paths).length} paths.\n`);
