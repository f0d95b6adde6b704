import { ACCEPT_POLICY, type JobSpec } from "@qubix/protocol";
import type { AttemptRecord } from "../ports/attempt-repository.ts";
import type { JobRecord } from "../ports/job-repository.ts";
import type { Demand } from "./demand.ts";
import { jobHistory } from "./job-history.ts";

/** What a demand depends on besides its job. */
export interface DemandContext {
  /** All of the job's attempts, ended ones too. */
  attempts: readonly AttemptRecord[];
  /** The stake from which the contract calls a provider bonded. */
  bondedStake: bigint;
  /** How long past runs took, where there are any: milliseconds. */
  expectedMs?: number | undefined;
  /** Milliseconds since 1970. */
  now: number;
}

/** A demand, and when it must be made anew or may be looked at. */
export interface TimedDemand {
  demand: Demand;
  /** Nobody may have it before. */
  notBefore: number;
  /** Somebody may have it again then. */
  changesAt: number | undefined;
}

/** What a waiting replica asks for. It is as old as its job: a run that got lost does not send it to the queue's end. */
export function demandOf(job: JobRecord, replica: number, context: DemandContext): TimedDemand {
  const { attempts, bondedStake, expectedMs, now } = context;
  const spec = JSON.parse(job.spec) as JobSpec;
  const { onJob, tried, notBefore, changesAt } = jobHistory(attempts, now);
  const demand: Demand = {
    jobKey: job.key,
    replica,
    requester: job.requester,
    since: job.createdAt,
    kind: spec.kind,
    runtime: spec.kind === "onnx" ? spec.runtime.digest : undefined,
    memoryMiB: Math.max(spec.limits.memoryMiB, spec.requirements?.minMemoryMiB ?? 0),
    region: spec.requirements?.region,
    priceCap: Number(job.priceCap),
    minStake: Number(leastStake(job, bondedStake)),
    ownList: (job.acceptPolicy & ACCEPT_POLICY.ownListOnly) === 0 ? [] : job.providers,
    onJob,
    tried,
    data: dataOf(spec),
    checkable: job.quorum >= 2,
    priced: pricedOf(spec),
    endsAtLimit: job.metered && job.replicas === 1,
    expectedMs: Math.min(expectedMs ?? Number.POSITIVE_INFINITY, spec.limits.wallSeconds * 1000),
  };
  return { demand, notBefore, changesAt };
}

/** The parts of a spec that its price depends on, without the rest. */
export function pricedOf(spec: JobSpec): Demand["priced"] {
  const { limits } = spec;
  return spec.kind === "wasm"
    ? { limits, kind: spec.kind, program: { digest: spec.program.digest } }
    : { limits, kind: spec.kind, model: { manifest: spec.model.manifest } };
}

function leastStake(
  { acceptPolicy, minStake }: Pick<JobRecord, "acceptPolicy" | "minStake">,
  bondedStake: bigint,
): bigint {
  const asked = (acceptPolicy & ACCEPT_POLICY.minimumStake) === 0 ? 0n : minStake;
  const bonded = (acceptPolicy & ACCEPT_POLICY.bondedOnly) === 0 ? 0n : bondedStake;
  return asked > bonded ? asked : bonded;
}

function dataOf(spec: JobSpec): string[] {
  const main = spec.kind === "wasm" ? spec.program.digest : spec.model.manifest;
  return [main, ...spec.inputs.map((input) => input.digest)];
}
