// Worker threads don't inherit the loader that runs TypeScript from sources; this brings the thread's own.
import { tsImport } from "tsx/esm/api";

await tsImport("./pglite-worker.ts", import.meta.url);
