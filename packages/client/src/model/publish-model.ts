import { fromHex, type ModelDocument, manifestDigest } from "@qubix/protocol";
import type { ContractCaller } from "../chain/call-contract.ts";
import { publishModelOnChain } from "../chain/publish-model.ts";
import type { HubClient } from "../hub/hub-client.ts";
import type { ModelFiles } from "./read-model-files.ts";

/** A model that jobs can name. */
export interface PublishedModel {
  document: ModelDocument;
  /** Slot on the chain. */
  slot: number;
  /** QU per job. */
  royalty: bigint;
}

/** Uploads a model, its manifest last, and publishes it on the chain for a royalty. @throws HubError, RefusedCallError */
export async function publishModel(
  hub: HubClient,
  caller: ContractCaller,
  { manifest, contents }: ModelFiles,
  royalty: bigint,
): Promise<PublishedModel> {
  for (const bytes of contents) await hub.uploadBlob(bytes);
  const document = await hub.call("publishModel", { body: { manifest } });
  const digest = fromHex(manifestDigest(manifest).slice("sha256:".length));
  const slot = await publishModelOnChain(caller, { digest, royalty });
  return { document, slot, royalty };
}
