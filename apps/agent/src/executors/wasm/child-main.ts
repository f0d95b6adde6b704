import { Worker } from "node:worker_threads";

/** The main thread does nothing but give the worker a stack many times the call depth limit: the real stack must never
 * be what ends a recursion (see docs/determinism.md). */
const worker = new Worker(process.argv[2]!, { resourceLimits: { stackSizeMb: 240, maxOldGenerationSizeMb: 1024 } });
worker.on("error", (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
worker.on("exit", (code) => process.exit(code));

/** A program that runs doesn't notice that its agent was killed: this thread does, and ends it. */
const parent = process.ppid;
setInterval(() => process.ppid !== parent && process.exit(1), 500).unref();
