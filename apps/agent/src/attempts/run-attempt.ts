import { randomBytes } from "node:crypto";
import { HubError } from "@qubix/client";
import { blobDigest, ciphertextDigest, makeResult, resultDigest, sealArtifact } from "@qubix/protocol";
import { toHex } from "@qubix/qubic";
import { ExecutionFailure } from "../executors/execution-failure.ts";
import type { ExecutionResult, Executor } from "../executors/executor.ts";
import { LogShipper } from "../logs/log-shipper.ts";
import type { Services } from "../services.ts";
import type { Attempt } from "./attempt.ts";
import { awaitStart } from "./await-start.ts";
import { fetchTask } from "./fetch-task.ts";
import { GiveUp } from "./give-up.ts";

/** Takes an attempt from its offer to an uploaded, sealed result: verify, fetch, run, seal, upload. A step that an
 * earlier process has done is not done again. Commitment and reveal follow elsewhere (delivery/).
 * @throws GiveUp, ExecutionFailure, or the stop signal's reason */
export async function runAttempt(attempt: Attempt, services: Services): Promise<void> {
  const { journal } = services;
  if (attempt.record.phase === "running") {
    const executor = executorFor(attempt, services);
    journal.save(attempt.record);
    // Waiting for the chain takes no place; when there is a place, the chain may have changed its mind.
    await awaitStart(attempt, services);
    const give = await services.slots.take(attempt.stop.signal);
    try {
      await awaitStart(attempt, services);
      const result = await execute(attempt, executor, services);
      attempt.phase = "sealing";
      seal(attempt, result, services);
    } finally {
      give();
    }
  }
  if (attempt.record.phase === "sealed") await upload(attempt, services);
  attempt.phase = "uploaded";
}

function executorFor(attempt: Attempt, { executors, provider, machine }: Services): Executor {
  const { offer, spec } = attempt;
  if (offer.provider !== provider.slot || offer.machine !== machine)
    throw new GiveUp("the offer is for another provider or machine");
  const executor = executors.get(spec.kind);
  if (!executor) throw new GiveUp(`this machine runs no ${spec.kind} jobs`, "unsupported");
  return executor;
}

async function execute(attempt: Attempt, executor: Executor, services: Services): Promise<ExecutionResult> {
  attempt.phase = "fetching";
  const { task, release } = await fetchTask(attempt, services);
  const logs = new LogShipper(attempt, services.hub, services.log);
  try {
    attempt.phase = "running";
    return await executor.run(
      task,
      {
        log: (stream, bytes) => logs.write(stream, bytes),
        progress(fraction) {
          attempt.progress = fraction;
        },
        metrics(metrics) {
          attempt.metrics = { ...attempt.metrics, ...metrics };
        },
      },
      attempt.stop.signal,
    );
  } catch (error) {
    attempt.stop.signal.throwIfAborted();
    if (error instanceof ExecutionFailure) throw new GiveUp(error.message, "capacity");
    throw error;
  } finally {
    release();
    await logs.close();
  }
}

/** From here on the result exists: what is committed to is decided and on disk before anybody hears of it. */
function seal(
  attempt: Attempt,
  { outcome, exitCode, outputs, fuelUsed }: ExecutionResult,
  { journal }: Services,
): void {
  const files = new Map(outputs.map(({ path, bytes }) => [path, bytes]));
  const result = makeResult(
    outcome,
    exitCode,
    outputs.map(({ path, bytes }) => ({ path, size: bytes.length, digest: blobDigest(bytes) })),
  );
  const sealed = sealArtifact(attempt.seal, { result, outputs: files });
  journal.saveSealed(attempt.record, sealed);
  attempt.record = {
    ...attempt.record,
    phase: "sealed",
    result: {
      resultDigest: resultDigest(result),
      ciphertextDigest: toHex(ciphertextDigest(sealed)),
      blob: blobDigest(sealed),
      salt: randomBytes(32).toString("hex"),
    },
  };
  journal.save(attempt.record);
  attempt.metrics = {
    ...attempt.metrics,
    fuelUsed: String(fuelUsed),
    outputBytes: outputs.reduce((sum, { bytes }) => sum + bytes.length, 0),
  };
  attempt.progress = 1;
}

async function upload(attempt: Attempt, { hub, journal }: Services): Promise<void> {
  const { jobKey, attempt: number } = attempt.offer;
  const sealed = journal.readSealed(attempt.record);
  if (!sealed) throw new GiveUp("the sealed result is gone from the disk", "check-failed");
  const { ciphertextDigest } = attempt.record.result!;
  try {
    const blob = await hub.uploadBlob(sealed);
    await hub.call("agentResult", { params: { key: jobKey, attempt: number }, body: { blob, ciphertextDigest } });
  } catch (error) {
    if (error instanceof HubError && (error.code === "ATTEMPT_FENCED" || error.code === "ATTEMPT_NOT_FOUND"))
      throw new GiveUp(error.message);
    throw error;
  }
  attempt.record = { ...attempt.record, phase: "uploaded" };
  // What is committed to next can only be revealed with the salt in this record.
  journal.save(attempt.record, true);
}
