import { manifestBytes, manifestDigest } from "@qubix/protocol";
import { Problem } from "../problem.ts";
import { type Api, mountRoute } from "./mount-route.ts";
import { presentModel } from "./present/model.ts";

/** Published models. The files are blobs; a manifest that is put last makes them a version. */
export function mountModels(api: Api): void {
  const { store } = api.context;

  mountRoute(api, "publishModel", async ({ body, caller }) => {
    const { manifest } = body;
    let size = 0;
    for (const file of manifest.files) {
      const stored = await store.blobs.size(file.digest.slice("sha256:".length));
      if (stored === undefined) throw new Problem("INPUT_MISSING", `${file.path} (${file.digest}) is not uploaded.`);
      if (stored !== file.size) {
        throw new Problem("INVALID_MODEL", `${file.path} has ${stored} bytes, the manifest says ${file.size}.`);
      }
      size += stored;
    }
    const digest = manifestDigest(manifest);
    const bytes = manifestBytes(manifest);
    await store.blobs.put(digest.slice("sha256:".length), once(bytes), bytes.length);
    const model = await store.transaction(async (within) => {
      const published = await within.models.publish({
        namespace: manifest.namespace,
        name: manifest.name,
        digest,
        manifest,
        size,
        publisher: caller.identity,
      });
      if (published !== undefined) {
        await within.blobReferences.add(`model:${digest}`, [digest, ...manifest.files.map((file) => file.digest)]);
      }
      return published;
    });
    if (model === undefined) {
      throw new Problem("FORBIDDEN", `${manifest.namespace}/${manifest.name} belongs to another identity.`);
    }
    return presentModel(model, await store.models.chainByDigest(digest));
  });

  mountRoute(api, "listModels", async ({ query }) => {
    const limit = query.limit ?? 50;
    const models = await store.models.list({
      limit: limit + 1,
      ...(query.search === undefined ? {} : { search: query.search }),
      ...(query.namespace === undefined ? {} : { namespace: query.namespace }),
      ...(query.cursor === undefined ? {} : { after: query.cursor }),
    });
    const page = models.slice(0, limit);
    const last = page.at(-1);
    return {
      items: await Promise.all(
        page.map(async (model) => presentModel(model, await store.models.chainByDigest(model.digest))),
      ),
      cursor: models.length > limit && last !== undefined ? `${last.namespace}/${last.name}` : undefined,
    };
  });

  mountRoute(api, "getModel", async ({ params }) => {
    const model = await store.models.newest(params.namespace, params.name);
    if (model === undefined)
      throw new Problem("MODEL_NOT_FOUND", `There is no model ${params.namespace}/${params.name}.`);
    return presentModel(model, await store.models.chainByDigest(model.digest));
  });
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
