import { writeFileSync } from "node:fs";
import { commandLineReference } from "./command-line.ts";

writeFileSync(new URL("../../docs/cli.md", import.meta.url), commandLineReference());
