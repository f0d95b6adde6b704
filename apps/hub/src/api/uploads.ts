import { lengthOf } from "./length-of.ts";
import { type Api, mountRoute } from "./mount-route.ts";

/** Large blobs in parts. */
export function mountUploads(api: Api): void {
  const { uploads, blocks } = api.context;

  mountRoute(api, "beginUpload", ({ caller, body }) => {
    blocks.refuse("identity", caller.identity);
    return uploads.begin(caller.identity, body.sha256, body.size);
  });

  mountRoute(api, "getUpload", ({ caller, params }) => uploads.get(caller.identity, params.id));

  mountRoute(api, "putUploadPart", async ({ caller, params, raw, upload }) => {
    const { id, number, sha256 } = params;
    await uploads.putPart(caller.identity, id, { number, digest: sha256, size: lengthOf(raw) }, upload);
    return { number };
  });

  mountRoute(api, "completeUpload", ({ caller, params }) => uploads.complete(caller.identity, params.id));

  mountRoute(api, "cancelUpload", async ({ caller, params }) => ({
    deleted: await uploads.cancel(caller.identity, params.id),
  }));
}
