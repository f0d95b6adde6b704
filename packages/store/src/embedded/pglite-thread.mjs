// Worker threads don't inherit the loader that runs TypeScript from sources; this brings the thread's own.
import { register } from "tsx/esm/api";

register();
await import("./pglite-worker.ts");
