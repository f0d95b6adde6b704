import { fromHex, type ModelDocument, type ModelManifest, manifestDigest, sha256OfBlob } from "@qubix/protocol";
import type { ContractCaller } from "../chain/call-contract.ts";
import { publishModelOnChain } from "../chain/publish-model.ts";
import type { HubClient } from "../hub/hub-client.ts";
import { HubError } from "../hub/hub-error.ts";
import type { Progress } from "../transfer/transfer-options.ts";
import type { ModelFiles } from "./model-files.ts";

/** A model that jobs can name. */
export interface PublishedModel {
  document: ModelDocument;
  /** Slot on the chain. */
  slot: number;
  /** QU per job. */
  royalty: bigint;
}

/** What a version says of itself, and what it builds on. */
export interface PublishOptions {
  /** Text of a README.md with front matter. */
  card?: string;
  message?: string;
  /** `newest`: not if another version has come while this one was uploaded. */
  onTop?: "any" | "newest";
  /** Stops the upload; what has arrived stays for the next try. */
  signal?: AbortSignal;
}

/** Uploads a model, its manifest last, and publishes it on the chain for a royalty. @throws HubError, RefusedCallError */
export async function publishModel(
  hub: HubClient,
  caller: ContractCaller,
  { manifest, sources }: ModelFiles,
  royalty: bigint,
  onProgress?: (file: string, progress: Progress) => void,
  { onTop = "any", signal, ...more }: PublishOptions = {},
): Promise<PublishedModel> {
  const parent = onTop === "newest" ? await newestOf(hub, manifest) : undefined;
  for (const [i, source] of sources.entries()) {
    const name = manifest.files[i]!.path;
    await hub.uploadBlob(source, {
      onProgress: (progress) => onProgress?.(name, progress),
      ...(signal && { signal }),
    });
  }
  const document = await hub.call("publishModel", { body: { manifest, ...more, ...(parent && { parent }) } });
  const digest = fromHex(sha256OfBlob(manifestDigest(manifest)));
  const slot = await publishModelOnChain(caller, { digest, royalty });
  return { document, slot, royalty };
}

/** Undefined for a model that is not there yet, or has no version. */
async function newestOf(hub: HubClient, { namespace, name }: ModelManifest): Promise<string | undefined> {
  try {
    return (await hub.call("getModelRepository", { params: { namespace, name } })).head;
  } catch (error) {
    if (error instanceof HubError && error.code === "MODEL_NOT_FOUND") return undefined;
    throw error;
  }
}
