import { type PublishedModel, type Submitter, submitJob, waitForJob } from "@qubix/client";
import { blobDigest } from "@qubix/protocol";
import { specBase, termsBase } from "../demo/spec-parts.ts";
import { type ShowcaseJob, showcaseJobs } from "./jobs.ts";
import { type Scene, submitterOf } from "./set-scene.ts";

/** Nobody waits for it but the network itself. */
const TIMEOUT_MS = 600_000;

/** Has the jobs run that the requester has not had run yet, side by side. */
export async function runJobs(scene: Scene, model: PublishedModel): Promise<void> {
  const { localnet, requester, onProgress } = scene;
  const submitter = submitterOf(localnet, requester);
  const { items } = await submitter.hub.call("listJobs", { query: { requester: requester.identity, limit: 200 } });
  const known = new Set(items.map(({ name }) => name));
  const missing = showcaseJobs(localnet.providers.length).filter(({ name }) => !known.has(name));
  if (missing.length === 0) return;
  onProgress(`${missing.length} jobs are submitted, to have something to look at.`);
  await Promise.all(missing.map((job) => runJob(scene, submitter, model, job)));
  onProgress("All of them are paid.");
}

async function runJob(
  { localnet, requester, signal, onProgress }: Scene,
  submitter: Submitter,
  model: PublishedModel,
  job: ShowcaseJob,
): Promise<void> {
  for (const { bytes } of job.inputs) await submitter.hub.uploadBlob(bytes);
  const spec = { ...specBase(requester, job.name, job.inputs), ...(await workOf(submitter, model, job)) };
  const { replicas, quorum, metered, priceCap } = job;
  const offer = { ...termsBase({ localnet }, replicas, quorum), metered, priceCap };
  const protocolFee = (BigInt(replicas) * priceCap) / 50n;
  const royalty = job.program ? {} : { model: { slot: model.slot, royalty: model.royalty } };
  const { key } = await submitJob(submitter, spec, { ...offer, ...royalty, protocolFee });
  const { closeReason } = await waitForJob(submitter.hub, key, { until: "settled", timeoutMs: TIMEOUT_MS, signal });
  onProgress(`"${job.name}": ${closeReason}.`);
}

async function workOf({ hub }: Submitter, { document }: PublishedModel, { program }: ShowcaseJob) {
  if (program) {
    await hub.uploadBlob(program.bytes);
    const { bytes } = program;
    return {
      kind: "wasm" as const,
      program: { digest: blobDigest(bytes), size: bytes.length },
      arguments: program.arguments,
    };
  }
  const { namespace, name, digest } = document;
  const { items } = await hub.call("listProviders", { query: { limit: 200 } });
  const [runtime] = items.flatMap(({ machines }) => machines.flatMap(({ runtimes }) => runtimes));
  if (runtime === undefined) throw new Error("No machine that runs models is connected.");
  return {
    kind: "onnx" as const,
    arguments: [],
    model: { manifest: digest, namespace, name },
    runtime: { digest: runtime },
  };
}
