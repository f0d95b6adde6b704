import { readFileSync } from "node:fs";
import { blockingPipe as pipe } from "../child/blocking-pipe.ts";
import { FRAME } from "../child/frames.ts";
import { prepareRuntime, runModel } from "./run-model.ts";

/** What the parent asks the child to run. */
export type ModelRequest = { model: string; inputs: { path: string; file: string }[]; outputBytes: number };

prepareRuntime(readFileSync(process.argv[2]!));
pipe.send(FRAME.ready, new Uint8Array(0));
for (;;) {
  const { model, inputs, outputBytes } = pipe.request() as ModelRequest;
  try {
    const files = new Map(inputs.map(({ path, file }) => [path, readFileSync(file)]));
    const { outcome, reason, outputs } = await runModel(readFileSync(model), files, outputBytes);
    if (reason) pipe.send(FRAME.log, new TextEncoder().encode(`\x02qubix: ${outcome}: ${reason}\n`));
    for (const { path, bytes } of outputs) pipe.sendOutput(path, bytes);
    pipe.sendJson(FRAME.done, { outcome, exitCode: 0, fuelUsed: "0" });
  } catch (error) {
    pipe.sendJson(FRAME.failed, { message: (error as Error).message });
    throw error;
  }
}
