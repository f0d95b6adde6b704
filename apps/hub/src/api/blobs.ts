import { UPLOAD_PART_BYTES } from "@qubix/protocol";
import type { Caller } from "../auth/caller.ts";
import { mayReadBlob } from "../auth/may-read-blob.ts";
import { Problem } from "../problem.ts";
import { lengthOf } from "./length-of.ts";
import { type Api, mountRoute, type RouteRequest } from "./mount-route.ts";
import { sendBlob } from "./send-blob.ts";

/** Content-addressed bytes: inputs, programs, model files, sealed results. */
export function mountBlobs(api: Api): void {
  const { blobs, blocks } = api.context;

  mountRoute(api, "putBlob", async ({ params, raw, upload, caller }) => {
    blocks.refuse("identity", caller.identity);
    const size = lengthOf(raw);
    await blobs.put(caller.identity, params.sha256, size, upload);
    return { digest: `sha256:${params.sha256}`, size };
  });

  mountRoute(api, "deleteBlob", async ({ params, caller }) => {
    await blobs.drop(caller.identity, params.sha256);
    return { deleted: true };
  });

  mountRoute(api, "getAccountUsage", ({ caller }) => blobs.usage(caller.identity));

  mountRoute(api, "getBlobPieces", async ({ params, caller }) => {
    await readable(api, caller, params.sha256);
    return { pieceSize: UPLOAD_PART_BYTES, digests: await blobs.pieces(params.sha256) };
  });

  // Express answers HEAD through GET when there is no route of its own; sendBlob knows both.
  mountRoute(api, "headBlob", async (request, response) => send(api, request, response));
  mountRoute(api, "getBlob", async (request, response) => send(api, request, response));
}

/** @throws Problem BLOB_NOT_FOUND: to those who may not read it there is none */
async function readable(api: Api, caller: Caller | undefined, sha256: string): Promise<"public" | "private"> {
  const visibility = await mayReadBlob(api.context, caller, sha256);
  if (visibility !== undefined) return visibility;
  throw new Problem("BLOB_NOT_FOUND", `There is no blob ${sha256} for you here.`);
}

async function send(
  api: Api,
  { params, raw, caller }: Pick<RouteRequest<"getBlob">, "params" | "raw"> & { caller: Caller | undefined },
  response: Parameters<typeof sendBlob>[3],
): Promise<undefined> {
  const visibility = await readable(api, caller, params.sha256);
  await sendBlob(api.context.store.blobs, params.sha256, raw, response, visibility);
  return undefined;
}
