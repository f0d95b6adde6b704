import { writeFileSync } from "node:fs";
import { metricsReference } from "./metrics.ts";

writeFileSync(new URL("../../docs/metrics.md", import.meta.url), metricsReference());
