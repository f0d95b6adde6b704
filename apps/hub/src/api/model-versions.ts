import { z } from "zod";
import { modelFor } from "../auth/model-right.ts";
import { findVersion } from "../models/find-version.ts";
import { lineageOf } from "../models/lineage-of.ts";
import { usageOf } from "../models/usage-of.ts";
import { Problem } from "../problem.ts";
import { PageCursor } from "./http/page-cursor.ts";
import { type Api, mountRoute } from "./mount-route.ts";
import { presentRepository, presentVersion, summarizeVersion } from "./present/model-version.ts";

/** Models as a whole, their versions, and names of those. */
export function mountModelVersions(api: Api): void {
  const { context } = api;
  const { store, blocks, models } = context;
  const { catalog } = store;
  const nameOf = ({ namespace, name }: { namespace: string; name: string }) => `${namespace}/${name}`;

  mountRoute(api, "getModelRepository", async ({ params, caller }) => {
    const repository = await modelFor(context, caller, nameOf(params), "see");
    return presentRepository(repository, await catalog.refs(repository.fullName));
  });

  mountRoute(api, "putModelRepository", async ({ params, body, caller }) => {
    const { repository } = await models.create(caller, { ...params, visibility: body.visibility });
    const patch = {
      ...(body.visibility && { visibility: body.visibility }),
      ...(body.gating && { gating: body.gating }),
    };
    const changed = Object.keys(patch).length === 0 ? repository : await catalog.change(repository.fullName, patch);
    return presentRepository(changed ?? repository, await catalog.refs(repository.fullName));
  });

  mountRoute(api, "listModelVersions", async ({ params, query, caller }) => {
    const repository = await modelFor(context, caller, nameOf(params), "see");
    const cursors = new PageCursor(`versions ${repository.fullName}`, z.int().min(1));
    const after = cursors.read(query.cursor);
    const { items, next } = await catalog.versions(repository.fullName, { limit: query.limit ?? 50, after });
    const refs = await catalog.refs(repository.fullName);
    return { items: items.map((version) => summarizeVersion(version, repository, refs)), cursor: cursors.write(next) };
  });

  mountRoute(api, "addModelVersion", async ({ params, body, caller }) => {
    const put = body.put.map(({ path, sha256 }) => ({ path, digest: sha256 }));
    const { message, parent, remove } = body;
    const version = await models.commit(caller, nameOf(params), { changes: { put, remove }, message, parent });
    const repository = await modelFor(context, caller, version.fullName, "write");
    return presentVersion(version, repository, await catalog.refs(version.fullName));
  });

  mountRoute(api, "getModelVersion", async ({ params, caller }) => {
    const repository = await modelFor(context, caller, nameOf(params), "see");
    const version = await findVersion(store, repository, params.revision);
    if (version.digest !== null) blocks.refuse("model", version.digest);
    return presentVersion(version, repository, await catalog.refs(repository.fullName));
  });

  mountRoute(api, "setModelRef", async ({ params, body, caller }) => {
    const repository = await modelFor(context, caller, nameOf(params), "write");
    const { id } = await findVersion(store, repository, body.revision);
    if (!(await catalog.setRef(repository.fullName, { name: params.ref, kind: body.kind, version: id })))
      throw new Problem("REF_EXISTS", `${params.ref} stands for another version already.`);
    return presentRepository(repository, await catalog.refs(repository.fullName));
  });

  mountRoute(api, "removeModelRef", async ({ params, caller }) => {
    const { fullName } = await modelFor(context, caller, nameOf(params), "write");
    return { removed: await catalog.removeRef(fullName, params.ref) };
  });

  mountRoute(api, "getModelLineage", async ({ params, query, caller }) => {
    const repository = await modelFor(context, caller, nameOf(params), "see");
    return lineageOf(context, caller, await findVersion(store, repository, query.revision ?? "latest"));
  });

  mountRoute(api, "getModelUsage", async ({ params, caller }) =>
    usageOf(store, await modelFor(context, caller, nameOf(params), "see")),
  );
}
