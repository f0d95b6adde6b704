import type { ListedModel, ModelVersionRecord } from "@qubix/market";
import { readLicense } from "@qubix/protocol/card";
import { z } from "zod";
import { isOperator } from "../auth/may.ts";
import { modelFor, privateModelsOf } from "../auth/model-right.ts";
import { Problem } from "../problem.ts";
import { PageCursor } from "./http/page-cursor.ts";
import { type Api, mountRoute } from "./mount-route.ts";
import { presentModel, type RunnableModel } from "./present/model.ts";

/** Value that a list is sorted by, and full name. */
export const ValueAndName = z.tuple([z.number().min(0).max(Number.MAX_SAFE_INTEGER), z.string().max(160)]);

/** Models that can be run: what jobs name. */
export function mountModels(api: Api): void {
  const { store, blocks, models } = api.context;

  mountRoute(api, "publishModel", async ({ body, caller }) => {
    const { manifest, ...more } = body;
    const version = await models.publish(caller, manifest, more);
    const repository = (await store.catalog.get(version.fullName))!;
    const [published] = await withManifests([{ repository, version }]);
    return presentModel(published!);
  });

  mountRoute(api, "listModels", async ({ query, caller }) => {
    const { cursor, limit = 50, sort = "name", publisher, framework, tag, license, ...filter } = query;
    const cursors = new PageCursor(`models ${sort}`, ValueAndName);
    const { items, next } = await store.catalog.list({
      ...{
        ...filter,
        limit,
        runnable: true,
        readers: privateModelsOf(api.context, caller),
        after: cursors.read(cursor),
      },
      ...{ owner: publisher, library: framework, tags: tag, license: license && (readLicense(license) ?? license) },
      sort: sort === "newest" ? "updated" : sort,
    });
    return { items: (await withManifests(items)).map(presentModel), cursor: cursors.write(next) };
  });

  mountRoute(api, "getModel", async ({ params, caller }) => {
    const repository = await modelFor(api.context, caller, `${params.namespace}/${params.name}`, "see");
    const version = await store.catalog.newestRunnable(repository.fullName);
    const [model] = version ? await withManifests([{ repository, version }], true) : [];
    if (model !== undefined) return presentModel(model);
    throw new Problem("MODEL_NOT_FOUND", `${repository.fullName} has no version that can be run.`);
  });

  mountRoute(api, "deleteModel", async ({ params, caller }) => {
    const fullName = `${params.namespace}/${params.name}`;
    const right = isOperator(api.context, caller) ? "read" : "write";
    await modelFor(api.context, caller, fullName, right);
    return { deleted: await store.transaction((within) => within.catalog.remove(fullName)) };
  });

  /** Those that are not blocked, with their manifests and places on the chain. @throws Problem BLOCKED if `refuse` */
  async function withManifests(
    items: readonly (Pick<ListedModel, "repository" | "version"> & { runs?: number })[],
    refuse = false,
  ): Promise<RunnableModel[]> {
    const shown = items.flatMap(({ repository, version, ...rest }) =>
      isRunnable(version) && (refuse || blocks.find("model", version.digest) === undefined)
        ? [{ repository, version, ...rest }]
        : [],
    );
    if (refuse) for (const { version } of shown) blocks.refuse("model", version.digest);
    const digests = shown.map(({ version }) => version.digest);
    const manifests = new Map((await store.models.byDigests(digests)).map((one) => [one.digest, one.manifest]));
    const places = new Map((await store.models.chainByDigests(digests)).map((one) => [one.digest, one]));
    return shown.flatMap((model) => {
      const { digest } = model.version;
      const manifest = manifests.get(digest);
      return manifest === undefined ? [] : [{ ...model, manifest, chain: places.get(digest) }];
    });
  }
}

const isRunnable = (version: ModelVersionRecord | undefined): version is ModelVersionRecord & { digest: string } =>
  version?.digest != null;
