import { BlobError } from "@qubix/market";
import { Problem } from "../problem.ts";
import { type Api, mountRoute } from "./mount-route.ts";
import { sendBlob } from "./send-blob.ts";

/** Content-addressed bytes: inputs, programs, model files, sealed results. */
export function mountBlobs(api: Api): void {
  const { store, config } = api.context;

  mountRoute(api, "putBlob", async ({ params, raw }) => {
    try {
      const { size } = await store.blobs.put(params.sha256, raw, config.maxBlobBytes);
      return { digest: `sha256:${params.sha256}`, size };
    } catch (error) {
      if (error instanceof BlobError) throw new Problem(error.code, error.message);
      throw error;
    }
  });

  // Express answers HEAD through GET when there is no route of its own; sendBlob knows both.
  mountRoute(api, "headBlob", async ({ params, raw }, response) => {
    await sendBlob(store.blobs, params.sha256, raw, response);
    return undefined;
  });
  mountRoute(api, "getBlob", async ({ params, raw }, response) => {
    await sendBlob(store.blobs, params.sha256, raw, response);
    return undefined;
  });
}
