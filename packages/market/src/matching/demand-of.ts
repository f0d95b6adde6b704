import { ACCEPT_POLICY, type JobSpec } from "@qubix/protocol";
import type { AttemptRecord } from "../ports/attempt-repository.ts";
import type { JobRecord } from "../ports/job-repository.ts";
import type { Demand } from "./demand.ts";

/**
 * What a waiting replica asks for.
 * @param attempts all of the job's, ended ones too
 * @param bondedStake the stake from which the contract calls a provider bonded
 */
export function demandOf(
  job: JobRecord,
  replica: number,
  since: number,
  attempts: readonly AttemptRecord[],
  bondedStake: bigint,
): Demand {
  const spec = JSON.parse(job.spec) as JobSpec;
  const providersOf = (which: (attempt: AttemptRecord) => boolean) => [
    ...new Set(attempts.filter(which).map((attempt) => attempt.provider)),
  ];
  return {
    jobKey: job.key,
    replica,
    since,
    kind: spec.kind,
    runtime: spec.kind === "onnx" ? spec.runtime.digest : undefined,
    memoryMiB: Math.max(spec.limits.memoryMiB, spec.requirements?.minMemoryMiB ?? 0),
    region: spec.requirements?.region,
    priceCap: Number(job.priceCap),
    minStake: Number(leastStake(job, bondedStake)),
    ownList: (job.acceptPolicy & ACCEPT_POLICY.ownListOnly) === 0 ? [] : job.providers,
    onJob: providersOf((attempt) => attempt.replica !== replica && attempt.state !== "ended"),
    tried: providersOf((attempt) => attempt.replica === replica),
    data: dataOf(spec),
    checkable: job.quorum >= 2,
  };
}

function leastStake(job: JobRecord, bondedStake: bigint): bigint {
  const asked = (job.acceptPolicy & ACCEPT_POLICY.minimumStake) === 0 ? 0n : job.minStake;
  const bonded = (job.acceptPolicy & ACCEPT_POLICY.bondedOnly) === 0 ? 0n : bondedStake;
  return asked > bonded ? asked : bonded;
}

function dataOf(spec: JobSpec): string[] {
  const main = spec.kind === "wasm" ? spec.program.digest : spec.model.manifest;
  return [main, ...spec.inputs.map((input) => input.digest)];
}
