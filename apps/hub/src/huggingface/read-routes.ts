import type { ListedModel, ModelRepositoryRecord, ModelVersionRecord } from "@qubix/market";
import { API_PREFIX } from "@qubix/protocol";
import type { Response } from "express";
import { z } from "zod";
import { PageCursor } from "../api/http/page-cursor.ts";
import { ValueAndName } from "../api/models.ts";
import type { Api } from "../api/mount-route.ts";
import { readBody } from "../api/read-body.ts";
import type { Caller } from "../auth/caller.ts";
import { type ModelRight, modelFor, privateModelsOf } from "../auth/model-right.ts";
import { findVersion } from "../models/find-version.ts";
import { Problem } from "../problem.ts";
import { mountHf } from "./hf-route.ts";
import { listFilterOf } from "./list-filter.ts";
import { fullNameOf, isTrue, pathParams, repoParams, revisionParams, several } from "./params.ts";
import { presentCommit, presentRepo } from "./present-repo.ts";
import { fileEntry, treeOf } from "./tree.ts";

const TREE_PAGE = 1_000;
const COMMIT_PAGE = 100;
const MAX_FORM = 1024 * 1024;

/** Looking models up, their versions and files. */
export function mountReading(api: Api): void {
  const { context } = api;
  const { store, blocks, quarantine } = context;
  const open = { method: "get", scope: "jobs:read" } as const;
  const repoOf = (
    caller: Caller | undefined,
    params: { namespace: string; name: string },
    right: Exclude<ModelRight, "none"> = "see",
  ) => modelFor(context, caller, fullNameOf(params), right);
  const versionOf = async (repository: ModelRepositoryRecord, revision: string) => {
    const version = await findVersion(store, repository, revision);
    if (version.digest !== null) blocks.refuse("model", version.digest);
    return version;
  };

  mountHf(api, {
    ...{ ...open, name: "listRepos", path: "/api/models" },
    async handle({ caller, raw, base }, response) {
      const filter = listFilterOf(raw.query);
      const cursors = new PageCursor(`hf models ${filter.sort}${filter.reversed ? " reversed" : ""}`, ValueAndName);
      const after = typeof raw.query.cursor === "string" ? cursors.read(raw.query.cursor) : undefined;
      const { items, next } = await store.catalog.list({
        ...filter,
        after,
        runnable: false,
        readers: privateModelsOf(context, caller),
      });
      linkNext(response, base, raw.originalUrl, cursors.write(next));
      const full = isTrue(raw.query.full);
      const shown = items.filter(
        ({ version }) => !version?.digest || blocks.find("model", version.digest) === undefined,
      );
      return shown.map((model) => presentRepo(model, { siblings: full, card: full || isTrue(raw.query.cardData) }));
    },
  });

  const info = (repository: ModelRepositoryRecord, version: ModelVersionRecord | undefined, blobs: unknown) =>
    presentRepo({ repository, version } as Pick<ListedModel, "repository" | "version">, {
      siblings: true,
      card: true,
      sizes: isTrue(blobs),
    });
  mountHf(api, {
    ...{ ...open, name: "repoInfo", path: "/api/models/:namespace/:name", params: repoParams },
    async handle({ caller, params, raw }) {
      const repository = await repoOf(caller, params);
      return info(
        repository,
        repository.head === null ? undefined : await versionOf(repository, "main"),
        raw.query.blobs,
      );
    },
  });
  mountHf(api, {
    ...{
      ...open,
      name: "revisionInfo",
      path: "/api/models/:namespace/:name/revision/:revision",
      params: revisionParams,
    },
    async handle({ caller, params, raw }) {
      const repository = await repoOf(caller, params);
      // A model that has nothing yet is one, and its newest version is nothing.
      if (repository.head === null && params.revision === "main") return info(repository, undefined, raw.query.blobs);
      return info(repository, await versionOf(repository, params.revision), raw.query.blobs);
    },
  });

  mountHf(api, {
    ...{ ...open, name: "tree", path: "/api/models/:namespace/:name/tree/:revision{/*path}", params: pathParams },
    async handle({ caller, params, raw, base }, response) {
      const repository = await repoOf(caller, params);
      if (repository.head === null && params.revision === "main") return [];
      const version = await versionOf(repository, params.revision);
      const entries = treeOf(version.files, params.path, isTrue(raw.query.recursive));
      if (entries.length === 0 && params.path !== "") throw noSuchFile(version, params.path, response);
      const from = Number(/^[0-9]{1,6}$/.exec(String(raw.query.cursor ?? "0"))?.[0] ?? 0);
      linkNext(
        response,
        base,
        raw.originalUrl,
        from + TREE_PAGE < entries.length ? String(from + TREE_PAGE) : undefined,
      );
      return entries.slice(from, from + TREE_PAGE);
    },
  });

  mountHf(api, {
    ...{
      ...open,
      method: "post",
      name: "pathsInfo",
      path: "/api/models/:namespace/:name/paths-info/:revision",
      params: revisionParams,
    },
    async handle({ caller, params, raw }) {
      const text = (await readBody(raw, MAX_FORM, context.config.limits.bodyMs)).toString("utf8");
      const repository = await repoOf(caller, params);
      const version = await versionOf(repository, params.revision);
      const wanted = new Set(pathsOf(raw.get("content-type") ?? "", text));
      const folders = treeOf(version.files, "", true).filter(
        ({ type, path }) => type === "directory" && wanted.has(path),
      );
      return [...version.files.filter(({ path }) => wanted.has(path)).map(fileEntry), ...folders];
    },
  });

  mountHf(api, {
    ...{ ...open, name: "commits", path: "/api/models/:namespace/:name/commits/:revision", params: revisionParams },
    async handle({ caller, params, raw, base }, response) {
      const repository = await repoOf(caller, params);
      const { number } = await versionOf(repository, params.revision);
      const cursor = /^[0-9]{1,9}$/.exec(String(raw.query.cursor ?? ""))?.[0];
      const after = cursor === undefined ? number + 1 : Number(cursor);
      const { items, next } = await store.catalog.versions(repository.fullName, { limit: COMMIT_PAGE, after });
      linkNext(response, base, raw.originalUrl, next === undefined ? undefined : String(next));
      return items.map(presentCommit);
    },
  });

  for (const write of [false, true])
    mountHf(api, {
      ...{
        ...open,
        name: "authCheck",
        path: `/api/models/:namespace/:name/auth-check${write ? "/write" : ""}`,
        params: repoParams,
      },
      async handle({ caller, params }) {
        await repoOf(caller, params, write ? "write" : "read");
        return {};
      },
    });

  for (const method of ["head", "get"] as const)
    mountHf(api, {
      ...{ ...open, method, name: "resolve", path: "/:namespace/:name/resolve/:revision/*path", params: pathParams },
      async handle({ caller, params }, response) {
        const repository = await repoOf(caller, params, "read");
        const version = await versionOf(repository, params.revision);
        const file = version.files.find(({ path }) => path === params.path);
        if (file === undefined) throw noSuchFile(version, params.path, response);
        const { digest, size } = file;
        if (caller?.identity !== repository.owner) await quarantine.refuse([digest]);
        const etag = `"${digest}"`;
        // The bytes lie at an address of their own, which never changes and may be cached for ever; this one may not.
        const there = `${API_PREFIX}/blobs/${digest}`;
        response.vary("Authorization").set({
          ...{
            "X-Repo-Commit": version.id,
            "X-Linked-Size": String(size),
            "X-Linked-Etag": etag,
            "Cache-Control": "no-cache",
          },
          ...(method === "head"
            ? { ETag: etag, "Content-Length": String(size), "Accept-Ranges": "bytes" }
            : { Location: there }),
        });
        response.status(method === "head" ? 200 : 302).end();
        return undefined;
      },
    });
}

/** Tools remember that a version lacks a file. */
function noSuchFile(version: ModelVersionRecord, path: string, response: Response): Problem {
  response.set("X-Repo-Commit", version.id);
  return new Problem(
    "MODEL_FILE_NOT_FOUND",
    `Version ${version.number} of ${version.fullName} has no ${path.slice(0, 255)}.`,
  );
}

function linkNext(response: Response, base: string, address: string, cursor: string | undefined): void {
  if (cursor === undefined) return;
  const url = new URL(address, base);
  url.searchParams.set("cursor", cursor);
  response.set("Link", `<${url}>; rel="next"`);
}

/** As a form, or as JSON. */
function pathsOf(type: string, text: string): string[] {
  if (!type.includes("json")) return new URLSearchParams(text).getAll("paths");
  const parsed = z.object({ paths: z.union([z.string(), z.array(z.string())]) }).safeParse(JSON.parse(text));
  return parsed.success ? several(parsed.data.paths) : [];
}
