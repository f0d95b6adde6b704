import { type JobDocument, parseSpec } from "@qubix/protocol";
import { type Draft, EMPTY_DRAFT } from "./draft.ts";

/**
 * A draft that runs a job again: the same program or model on the same inputs, which the hub still has, under the same
 * terms. @throws ProtocolError when the spec is not readable (any more)
 */
export function draftOfJob(job: JobDocument): Draft {
  const { spec } = parseSpec(job.spec);
  const { fuel, memoryMiB, wallSeconds, outputBytes } = spec.limits;
  const named = spec.kind === "onnx" && spec.model.namespace !== undefined && spec.model.name !== undefined;
  const common = {
    ...EMPTY_DRAFT,
    name: spec.name ?? "",
    args: spec.arguments,
    variables: Object.entries(spec.environment).map(([name, value]) => ({ name, value })),
    inputs: spec.inputs,
    isPrivate: spec.visibility === "private",
    fuel,
    memoryMiB: String(memoryMiB),
    wallSeconds: String(wallSeconds),
    outputBytes: String(outputBytes),
    minMemoryMiB: String(spec.requirements?.minMemoryMiB ?? ""),
    region: spec.requirements?.region ?? "",
    replicas: String(job.replicas),
    quorum: String(job.quorum),
    priceCap: job.priceCap,
    metered: job.metered ?? false,
    providers: job.providers.join(","),
    minStake: job.minStake === "0" ? "" : job.minStake,
    start: job.startPolicy,
  };
  if (spec.kind === "wasm") return { ...common, kind: "wasm", program: { path: "program.wasm", ...spec.program } };
  if (named) return { ...common, kind: "model", model: `${spec.model.namespace}/${spec.model.name}` };
  const { seal: _, ...unsealed } = spec;
  return { ...common, kind: "spec", specText: JSON.stringify(unsealed, null, 2) };
}
