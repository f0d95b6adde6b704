// Writes tests/vectors: known answers of the TypeScript code, which the Python code must give as well.
// `npx tsx sdks/python/scripts/write-vectors.ts [FOLDER]`; a test runs it into another folder and compares.
import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { jobVectors } from "./vectors/job-vectors.ts";
import { moduleVectors } from "./vectors/module-vectors.ts";
import { npyVectors } from "./vectors/npy-vectors.ts";
import { recordVectors } from "./vectors/record-vectors.ts";
import { sealedOnce } from "./vectors/sealed-once.ts";
import { specVectors } from "./vectors/spec-vectors.ts";
import { wireVectors } from "./vectors/wire-vectors.ts";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const folder = process.argv[2] ?? at("../tests/vectors");
mkdirSync(folder, { recursive: true });
for (const source of ["../../../packages/qubic/vectors", "../../../packages/protocol/vectors"])
  cpSync(at(source), folder, { recursive: true });

const write = (name: string, value: unknown) =>
  writeFileSync(join(folder, name), `${JSON.stringify(value, null, 2)}\n`);
write("jobs.json", jobVectors());
write("modules.json", moduleVectors());
write("npy.json", npyVectors());
write("records.json", recordVectors());
write("specs.json", specVectors());
write("wire.json", wireVectors());
// Random keys and salts are in it: there would be another one each time.
if (!existsSync(join(folder, "sealed-once.json"))) write("sealed-once.json", await sealedOnce());
