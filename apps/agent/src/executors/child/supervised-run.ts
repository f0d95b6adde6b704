import type { JobSpec, Outcome } from "@qubix/protocol";
import { OUTCOMES } from "@qubix/protocol";
import { z } from "zod";
import { ExecutionFailure } from "../execution-failure.ts";
import type { ExecutionHooks, ExecutionResult, RunControls } from "../executor.ts";
import type { ChildPool } from "./child-pool.ts";
import { FRAME } from "./frames.ts";
import { OutputReceiver } from "./output-receiver.ts";
import { processUsage } from "./process-usage.ts";
import { readJson } from "./sandbox-child.ts";
import { WallClock } from "./wall-clock.ts";

const SAMPLE_MS = 1000;
const Fuel = z.strictObject({ used: z.string().regex(/^[0-9]{1,20}$/) });
const End = z.strictObject({
  outcome: z.enum(OUTCOMES),
  exitCode: z.int().min(0).max(0xffff_ffff),
  fuelUsed: z.string().regex(/^[0-9]{1,20}$/),
});

/** One run in a child: watches the clock and the child's memory, checks all it sends, hands on logs and metrics. */
export async function supervisedRun(
  pool: ChildPool,
  request: unknown,
  limits: JobSpec["limits"],
  overheadMiB: number,
  hooks: ExecutionHooks,
  signal: AbortSignal,
): Promise<ExecutionResult> {
  const outputs = new OutputReceiver(limits.outputBytes);
  let end: z.infer<typeof End> | undefined;
  let fuelUsed: string | undefined;
  const stop = new AbortController();
  const stopped = AbortSignal.any([signal, stop.signal]);
  const clock = new WallClock(limits.wallSeconds * 1000, () => stop.abort(new ExecutionFailure("WALL_CLOCK")));
  let sampler: NodeJS.Timeout | undefined;
  let controls: RunControls | undefined;
  const watch = (pid: number) => {
    controls = controlsOf(pid, clock);
    hooks.started?.(controls);
    sampler = setInterval(async () => {
      const usage = await processUsage(pid);
      if (!usage || end) return;
      hooks.metrics({ ...usage, ...(fuelUsed && { fuelUsed }) });
      if (usage.memoryMiB > limits.memoryMiB + overheadMiB)
        stop.abort(new ExecutionFailure("MACHINE", `the run took ${usage.memoryMiB} MiB`));
    }, SAMPLE_MS);
  };
  const handlers: Record<number, (payload: Uint8Array) => void> = {
    [FRAME.log]: (payload) => hooks.log(payload[0] === 1 ? "stdout" : "stderr", payload.subarray(1)),
    [FRAME.fuel]: (payload) => {
      fuelUsed = Fuel.parse(readJson(payload)).used;
      hooks.metrics({ fuelUsed });
      hooks.progress(Math.min(1, Number(fuelUsed) / Number(limits.fuel)));
    },
    [FRAME.output]: (payload) => outputs.announce(payload),
    [FRAME.data]: (payload) => outputs.data(payload),
    [FRAME.done]: (payload) => {
      end = End.parse(readJson(payload));
    },
  };
  const handler = (kind: number, payload: Uint8Array) => {
    const handle = handlers[kind];
    if (!handle) throw new RangeError(`a frame of kind ${kind}`);
    handle(payload);
  };
  try {
    await pool.run(request, handler, stopped, watch, () => end !== undefined && end.outcome !== "trap");
    return result(end, outputs);
  } finally {
    controls?.resume(); // the child may serve again
    clock.stop();
    clearInterval(sampler);
  }
}

/** Holds the process up with its clock. One that has ended needs no holding up. */
function controlsOf(pid: number, clock: WallClock): RunControls {
  const signal = (name: NodeJS.Signals) => {
    try {
      process.kill(pid, name);
    } catch {
      // It ended in this moment.
    }
  };
  return {
    pause() {
      clock.pause();
      signal("SIGSTOP");
    },
    resume() {
      signal("SIGCONT");
      clock.resume();
    },
  };
}

function result(end: z.infer<typeof End> | undefined, outputs: OutputReceiver): ExecutionResult {
  if (!end) throw new ExecutionFailure("CHILD_MISBEHAVED", "it ended without a result");
  try {
    return {
      outcome: end.outcome as Outcome,
      exitCode: end.exitCode,
      outputs: outputs.take(),
      fuelUsed: BigInt(end.fuelUsed),
    };
  } catch (error) {
    throw new ExecutionFailure("CHILD_MISBEHAVED", (error as Error).message);
  }
}
