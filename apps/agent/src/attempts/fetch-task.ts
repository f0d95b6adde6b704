import { HubError } from "@qubix/client";
import { type JobSpec, ModelManifest, parseJson } from "@qubix/protocol";
import { ExecutionFailure } from "../executors/execution-failure.ts";
import type { ExecutionTask } from "../executors/executor.ts";
import type { Services } from "../services.ts";
import type { Attempt } from "./attempt.ts";
import { GiveUp } from "./give-up.ts";

const MAXIMUM_MANIFEST_BYTES = 1024 * 1024;

/** A task with all its files, and what gives the files back. */
export type FetchedTask = { task: ExecutionTask; release(): void };

/** Fetches program or model and inputs by digest. @throws GiveUp when the hub does not have them */
export async function fetchTask(attempt: Attempt, { hub, blobs }: Services): Promise<FetchedTask> {
  const { spec } = attempt;
  const { signal } = attempt.stop;
  const taken: string[] = [];
  const take = async (digest: string, size: number) => {
    const file = await blobs.take(hub, digest, size);
    taken.push(digest);
    return file;
  };
  try {
    const { digest, size } = await programOf(spec, (manifest) => hub.readBlob(manifest, MAXIMUM_MANIFEST_BYTES));
    const program = await take(digest, size);
    const inputs = new Map<string, string>();
    for (const input of spec.inputs) inputs.set(input.path, await take(input.digest, input.size));
    return { task: { jobKey: attempt.offer.jobKey, spec, program, inputs }, release: () => blobs.release(taken) };
  } catch (error) {
    blobs.release(taken);
    signal.throwIfAborted();
    if (error instanceof HubError) throw new GiveUp(`a file is missing: ${error.message}`, "inputs-missing");
    throw error;
  }
}

/** The one file to run: the module, or the manifest's only model file. */
async function programOf(
  spec: JobSpec,
  readManifest: (digest: string) => Promise<Uint8Array>,
): Promise<{ digest: string; size: number }> {
  if (spec.kind === "wasm") return spec.program;
  const parsed = ModelManifest.safeParse(parseJson(await readManifest(spec.model.manifest), MAXIMUM_MANIFEST_BYTES));
  const files = parsed.success ? parsed.data.files.filter(({ path }) => path.endsWith(".onnx")) : [];
  if (files.length !== 1) throw new ExecutionFailure("MACHINE", "the model's manifest does not name one .onnx file");
  return files[0]!;
}
