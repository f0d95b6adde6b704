import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { HubError, type PublishedModel, publishModel } from "@qubix/client";
import { readModelFiles } from "@qubix/client/node";
import { type Scene, submitterOf } from "./set-scene.ts";

const MANIFEST = fileURLToPath(new URL("../digits/manifest.json", import.meta.url));
const CARD = new URL("../digits/CARD.md", import.meta.url);
/** QU for each job. */
const ROYALTY = 250n;

/** The digits model of the creator, published with its card unless it is there. */
export async function publishDigits({ localnet, creator, onProgress }: Scene): Promise<PublishedModel> {
  const { hub } = submitterOf(localnet, creator);
  const files = await readModelFiles(MANIFEST);
  const { namespace, name } = files.manifest;
  const published = await findPublished(hub, { namespace, name });
  if (published) return published;
  const card = await readFile(CARD, "utf8");
  const model = await publishModel(hub, localnet.callerOf(creator), files, ROYALTY, undefined, { card });
  onProgress(`The model ${namespace}/${name} is published, for ${ROYALTY} QU per job.`);
  return model;
}

/** Undefined while the hub, or the chain as it sees it, doesn't know the model. */
async function findPublished(
  hub: ReturnType<typeof submitterOf>["hub"],
  params: { namespace: string; name: string },
): Promise<PublishedModel | undefined> {
  try {
    const document = await hub.call("getModel", { params });
    return document.chain && { document, slot: document.chain.slot, royalty: BigInt(document.chain.royalty) };
  } catch (error) {
    if (error instanceof HubError && error.code === "MODEL_NOT_FOUND") return undefined;
    throw error;
  }
}
