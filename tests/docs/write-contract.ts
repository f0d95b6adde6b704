import { writeFileSync } from "node:fs";
import { contractReference } from "./contract.ts";

writeFileSync(new URL("../../docs/contract-reference.md", import.meta.url), contractReference());
