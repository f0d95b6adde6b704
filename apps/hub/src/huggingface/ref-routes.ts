import { RefName } from "@qubix/protocol";
import { z } from "zod";
import type { Api } from "../api/mount-route.ts";
import { modelFor } from "../auth/model-right.ts";
import { findVersion } from "../models/find-version.ts";
import { Problem } from "../problem.ts";
import { mountHf } from "./hf-route.ts";
import { fullNameOf, repoParams, revisionParams } from "./params.ts";

/** Branches are aliases here, beside `main`, which is the newest version; tags are tags. */
export function mountRefs(api: Api): void {
  const { context } = api;
  const { store } = context;
  const owner = { signedIn: true, scope: "models:write" } as const;
  const refParams = repoParams.extend({ ref: RefName });

  const set = async (fullName: string, kind: "alias" | "tag", name: string, version: string) => {
    const known = (await store.catalog.refs(fullName)).some((ref) => ref.name === name);
    if (known || !(await store.catalog.setRef(fullName, { name, kind, version })))
      throw new Problem("REF_EXISTS", `${name} exists already.`);
    return {};
  };

  mountHf(api, {
    ...{
      name: "refs",
      method: "get",
      path: "/api/models/:namespace/:name/refs",
      scope: "jobs:read",
      params: repoParams,
    },
    async handle({ caller, params }) {
      const { fullName, head } = await modelFor(context, caller, fullNameOf(params), "see");
      const refs = await store.catalog.refs(fullName);
      const present = (kind: "alias" | "tag", folder: string) =>
        refs.flatMap((ref) =>
          ref.kind === kind ? [{ name: ref.name, ref: `refs/${folder}/${ref.name}`, targetCommit: ref.version }] : [],
        );
      const main = head === null ? [] : [{ name: "main", ref: "refs/heads/main", targetCommit: head }];
      return {
        branches: [...main, ...present("alias", "heads")],
        tags: present("tag", "tags"),
        converts: [],
        pullRequests: [],
      };
    },
  });

  mountHf(api, {
    ...{ ...owner, name: "createTag", method: "post", path: "/api/models/:namespace/:name/tag/:revision" },
    ...{ params: revisionParams, body: z.looseObject({ tag: RefName }) },
    async handle({ caller, params, body }) {
      const repository = await modelFor(context, caller, fullNameOf(params), "write");
      return set(repository.fullName, "tag", body.tag, (await findVersion(store, repository, params.revision)).id);
    },
  });

  mountHf(api, {
    ...{ ...owner, name: "createBranch", method: "post", path: "/api/models/:namespace/:name/branch/:ref" },
    ...{ params: refParams, body: z.looseObject({ startingPoint: z.string().max(100).optional() }) },
    async handle({ caller, params, body }) {
      const repository = await modelFor(context, caller, fullNameOf(params), "write");
      return set(
        repository.fullName,
        "alias",
        params.ref,
        (await findVersion(store, repository, body.startingPoint ?? "main")).id,
      );
    },
  });

  for (const kind of ["tag", "branch"])
    mountHf(api, {
      ...{
        ...owner,
        name: "deleteRef",
        method: "delete",
        path: `/api/models/:namespace/:name/${kind}/:ref`,
        params: refParams,
      },
      async handle({ caller, params }) {
        const { fullName } = await modelFor(context, caller, fullNameOf(params), "write");
        if (await store.catalog.removeRef(fullName, params.ref)) return {};
        throw new Problem("VERSION_NOT_FOUND", `${fullName} has no ${params.ref}.`);
      },
    });
}
