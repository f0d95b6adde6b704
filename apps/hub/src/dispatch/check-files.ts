import { type CreateJobInput, NO_MODEL } from "@qubix/contract";
import type { JobSpec } from "@qubix/protocol";
import { sha256OfBlob } from "@qubix/protocol";
import type { Store } from "@qubix/store";
import { Problem } from "../problem.ts";

/**
 * Whether all files that a spec names are here, and whether the transaction pays for the model that the spec names.
 * @returns digests (64 hex) of the blobs that the job needs
 * @throws Problem INPUT_MISSING, TRANSACTION_MISMATCH
 */
export async function checkFiles(
  store: Store,
  spec: JobSpec,
  input: CreateJobInput,
  requester: string,
): Promise<string[]> {
  const files = spec.kind === "wasm" ? [spec.program, ...spec.inputs] : [...spec.inputs];
  const digests = files.map(({ digest }) => digest.replace("sha256:", ""));
  const sizes = await store.blobLedger.sizes(digests);
  for (const [index, digest] of digests.entries()) {
    const size = sizes.get(digest);
    const { size: named } = files[index]!;
    if (size === undefined) throw new Problem("INPUT_MISSING", `sha256:${digest} is not here.`, { digest });
    if (size !== named)
      throw new Problem("INVALID_SPEC", `sha256:${digest} has ${size} bytes, the spec says ${named}.`, { digest });
  }
  if (spec.kind === "onnx") return [...digests, ...(await checkModel(store, spec.model.manifest, input, requester))];
  if (input.model !== NO_MODEL)
    throw new Problem("TRANSACTION_MISMATCH", "The transaction names a model, the spec doesn't use one.");
  return digests;
}

/**
 * A model that is published on the chain must be named, so that its creator is paid. A private or gated one is for whom
 * its owner has let in; to all others it is not here.
 * @returns its manifest and files: the job keeps them, and lets its providers read them, whatever becomes of the model
 */
async function checkModel(store: Store, manifest: string, input: CreateJobInput, requester: string): Promise<string[]> {
  const model = await store.models.byDigest(manifest);
  const readable =
    model && (await store.blobLedger.access(sha256OfBlob(manifest), { account: requester, providers: [] }));
  if (model === undefined || !readable?.models.some(({ digest }) => digest === manifest))
    throw new Problem("INPUT_MISSING", `The model ${manifest} is not published on this hub for you.`, {
      digest: manifest,
    });
  const published = await store.models.chainByDigest(manifest);
  const slot = published?.active ? published.slot : NO_MODEL;
  if (slot !== input.model)
    throw new Problem("TRANSACTION_MISMATCH", `This model is number ${slot} on the chain, not ${input.model}.`, {
      expected: slot,
    });
  return [manifest, ...model.manifest.files.map(({ digest }) => digest)].map(sha256OfBlob);
}
