import { writeFileSync } from "node:fs";
import { errorCodes } from "./error-codes.ts";

writeFileSync(new URL("../../docs/error-codes.md", import.meta.url), errorCodes());
