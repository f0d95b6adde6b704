// Writes src/qubix/chain/contract/generated from the TypeScript binding, which is made from contracts/Qubix.h.
// `npx tsx sdks/python/scripts/write-contract.ts [FOLDER]`; a test runs it into another folder and compares.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { renderCodes } from "./contract/render-codes.ts";
import { renderConstants } from "./contract/render-constants.ts";
import { renderRecords } from "./contract/render-records.ts";

const GENERATED = fileURLToPath(new URL("../src/qubix/chain/contract/generated", import.meta.url));
const folder = process.argv[2] ?? GENERATED;
const files = {
  "__init__.py": '"""What is made from the contract\'s layout by scripts/write-contract.ts."""\n',
  "codes.py": renderCodes(),
  "constants.py": renderConstants(),
  "records.py": renderRecords(),
};

mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
