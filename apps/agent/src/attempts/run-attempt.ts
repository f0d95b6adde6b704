import { randomBytes } from "node:crypto";
import { HubError } from "@qubix/client";
import {
  blobDigest,
  ciphertextDigest,
  makeResult,
  resultDigest,
  sealArtifact,
  type UsageStatement,
} from "@qubix/protocol";
import { toHex } from "@qubix/qubic";
import { ExecutionFailure } from "../executors/execution-failure.ts";
import type { ExecutionResult, Executor, RunControls } from "../executors/executor.ts";
import { LogShipper } from "../logs/log-shipper.ts";
import { BudgetSpent, keepToBudget } from "../metering/keep-to-budget.ts";
import { RunMeter } from "../metering/run-meter.ts";
import { usageOf } from "../metering/usage-of.ts";
import type { Services } from "../services.ts";
import type { Attempt } from "./attempt.ts";
import { awaitStart } from "./await-start.ts";
import { fetchTask } from "./fetch-task.ts";
import { GiveUp } from "./give-up.ts";

/** Takes an attempt from its offer to an uploaded, sealed result: verify, fetch, run, seal, upload. A step that an
 * earlier process has done is not done again. Commitment and reveal follow elsewhere (delivery/).
 * @throws GiveUp, ExecutionFailure, or the stop signal's reason */
export async function runAttempt(attempt: Attempt, services: Services): Promise<void> {
  const { journal, observer } = services;
  if (attempt.record.phase === "running") {
    const executor = executorFor(attempt, services);
    journal.save(attempt.record);
    // Waiting for the chain takes no place; when there is a place, the chain may have changed its mind.
    await observer.step(attempt, "verify", () => awaitStart(attempt, services));
    const give = await observer.step(attempt, "wait", () => services.slots.take(attempt.stop.signal));
    try {
      await awaitStart(attempt, services);
      const { result, meter } = await execute(attempt, executor, services);
      attempt.phase = "sealing";
      const usage = attempt.metered ? usageOf(attempt, meter, services) : undefined;
      await observer.step(attempt, "seal", () => seal(attempt, result, usage, services));
    } finally {
      give();
    }
  }
  if (attempt.record.phase === "sealed") await observer.step(attempt, "upload", () => upload(attempt, services));
  attempt.phase = "uploaded";
}

function executorFor(attempt: Attempt, { executors, provider, machine, observer }: Services): Executor {
  const { offer, spec } = attempt;
  if (offer.provider !== provider.slot || offer.machine !== machine)
    throw new GiveUp("the offer is for another provider or machine");
  const executor = executors.get(spec.kind);
  if (!executor) throw new GiveUp(`this machine runs no ${spec.kind} jobs`, "unsupported");
  return observer.watched(attempt, executor);
}

type Executed = { result: ExecutionResult; meter: RunMeter };

const OUT_OF_BUDGET: ExecutionResult = { outcome: "budget", exitCode: 0, outputs: [], fuelUsed: 0n };

async function execute(attempt: Attempt, executor: Executor, services: Services): Promise<Executed> {
  attempt.phase = "fetching";
  const { observer } = services;
  const { task, release } = await observer.step(attempt, "fetch", () => fetchTask(attempt, services));
  const logs = new LogShipper(attempt, services.hub, services.log);
  const meter = new RunMeter(services.config.asks ?? {}, attempt.spec);
  const spent = new AbortController();
  let controls: RunControls | undefined;
  const unwatch = keepToBudget({
    meter,
    limit: () => attempt.limit,
    endsAtLimit: attempt.endsAtLimit,
    controls: () => controls,
    graceMs: services.config.topUpGraceSeconds * 1000,
    tell(cost, costLimit) {
      if (attempt.metered) attempt.metrics = { ...attempt.metrics, cost: String(cost), costLimit: String(costLimit) };
    },
    stop: (reason) => spent.abort(reason),
  });
  try {
    attempt.phase = "running";
    const result = await executor.run(
      task,
      {
        log: (stream, bytes) => logs.write(stream, bytes),
        progress(fraction) {
          attempt.progress = fraction;
        },
        metrics(metrics) {
          attempt.metrics = { ...attempt.metrics, ...metrics };
          if (metrics.fuelUsed !== undefined) meter.noteFuel(BigInt(metrics.fuelUsed));
        },
        started(given) {
          controls = given;
        },
      },
      AbortSignal.any([attempt.stop.signal, spent.signal]),
    );
    meter.noteFuel(result.fuelUsed);
    attempt.metrics = { ...attempt.metrics, wallMs: meter.usage.wallMs };
    return { result, meter };
  } catch (error) {
    attempt.stop.signal.throwIfAborted();
    if (spent.signal.reason instanceof BudgetSpent) return { result: OUT_OF_BUDGET, meter };
    if (error instanceof ExecutionFailure) throw new GiveUp(error.message, "capacity");
    throw error;
  } finally {
    unwatch();
    meter.pause();
    release();
    await logs.close();
  }
}

/** From here on the result exists: what is committed to is decided and on disk before anybody hears of it. */
function seal(
  attempt: Attempt,
  { outcome, exitCode, outputs, fuelUsed }: ExecutionResult,
  usage: UsageStatement | undefined,
  { journal }: Services,
): void {
  const files = new Map(outputs.map(({ path, bytes }) => [path, bytes]));
  const result = makeResult(
    outcome,
    exitCode,
    outputs.map(({ path, bytes }) => ({ path, size: bytes.length, digest: blobDigest(bytes) })),
  );
  const sealed = sealArtifact(attempt.seal, { result, outputs: files, usage });
  journal.saveSealed(attempt.record, sealed);
  attempt.record = {
    ...attempt.record,
    phase: "sealed",
    result: {
      resultDigest: resultDigest(result),
      ciphertextDigest: toHex(ciphertextDigest(sealed)),
      blob: blobDigest(sealed),
      salt: randomBytes(32).toString("hex"),
      charge: usage?.charge ?? "0",
    },
  };
  journal.save(attempt.record);
  attempt.metrics = {
    ...attempt.metrics,
    fuelUsed: usage?.fuel ?? String(fuelUsed),
    ...(usage && { cost: usage.charge, costLimit: usage.limit }),
    outputBytes: outputs.reduce((sum, { bytes }) => sum + bytes.length, 0),
  };
  attempt.progress = 1;
}

async function upload(attempt: Attempt, { results, journal }: Services): Promise<void> {
  const { jobKey, attempt: number } = attempt.offer;
  const sealed = journal.readSealed(attempt.record);
  if (!sealed) throw new GiveUp("the sealed result is gone from the disk", "check-failed");
  const { blob, ciphertextDigest } = attempt.record.result!;
  try {
    await results.send({ jobKey, attempt: number, blob, ciphertextDigest, metrics: attempt.metrics }, sealed);
  } catch (error) {
    if (error instanceof HubError && (error.code === "ATTEMPT_FENCED" || error.code === "ATTEMPT_NOT_FOUND"))
      throw new GiveUp(error.message);
    throw error;
  }
  attempt.record = { ...attempt.record, phase: "uploaded" };
  // What is committed to next can only be revealed with the salt in this record.
  journal.save(attempt.record, true);
}
