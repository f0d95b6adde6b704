import { ModelName, namespaceOf } from "@qubix/protocol";
import { z } from "zod";
import type { Api } from "../api/mount-route.ts";
import type { Caller } from "../auth/caller.ts";
import { isOperator } from "../auth/may.ts";
import { modelFor } from "../auth/model-right.ts";
import { mountHf } from "./hf-route.ts";
import { checkType, fullNameOf, repoParams } from "./params.ts";

const Named = z.looseObject({
  name: ModelName,
  organization: ModelName.nullish(),
  type: z.string().nullish(),
  visibility: z.enum(["public", "private"]).nullish(),
  private: z.boolean().nullish(),
});
const Settings = z.looseObject({
  gated: z.union([z.enum(["auto", "manual"]), z.literal(false)]).optional(),
  visibility: z.enum(["public", "private"]).optional(),
  private: z.boolean().optional(),
});

/** Who one is; making, changing and deleting models. */
export function mountRepos(api: Api): void {
  const { context } = api;
  const { store, models } = context;
  const homeOf = async ({ identity }: Caller) =>
    (await store.catalog.namespaceOfOwner(identity))?.name ?? namespaceOf(identity);
  const owner = { signedIn: true, scope: "models:write" } as const;

  mountHf(api, {
    ...{ name: "whoami", method: "get", path: "/api/whoami-v2", scope: "jobs:read", signedIn: true },
    async handle({ caller }) {
      const { identity, scopes } = caller!;
      const name = await homeOf(caller!);
      const role = scopes?.includes("models:write") === false ? "read" : "write";
      return {
        ...{ type: "user", id: identity, name, fullname: identity, isPro: false, orgs: [] },
        auth: { type: "access_token", accessToken: { displayName: "qubix", role } },
      };
    },
  });

  mountHf(api, {
    ...{ ...owner, name: "createRepo", method: "post", path: "/api/repos/create", body: Named },
    async handle({ caller, body, base }, response) {
      checkType(body.type);
      const namespace = body.organization ?? (await homeOf(caller!));
      const visibility = body.visibility === "private" || body.private ? "private" : "public";
      const { repository, created } = await models.create(caller!, { namespace, name: body.name, visibility });
      const url = `${base}/${repository.fullName}`;
      if (!created) response.status(409);
      return {
        ...(created ? {} : { error: "You already created this model repo" }),
        url,
        id: repository.fullName,
        name: repository.fullName,
      };
    },
  });

  mountHf(api, {
    ...{ ...owner, name: "deleteRepo", method: "delete", path: "/api/repos/delete", body: Named },
    async handle({ caller, body }) {
      checkType(body.type);
      const fullName = `${body.organization ?? (await homeOf(caller!))}/${body.name}`;
      await modelFor(context, caller, fullName, isOperator(context, caller) ? "read" : "write");
      await store.transaction((within) => within.catalog.remove(fullName));
      return { deleted: fullName };
    },
  });

  mountHf(api, {
    ...{ ...owner, name: "repoSettings", method: "put", path: "/api/models/:namespace/:name/settings" },
    ...{ params: repoParams, body: Settings },
    async handle({ caller, params, body }) {
      const { fullName, visibility: before, gating } = await modelFor(context, caller, fullNameOf(params), "write");
      const wanted = body.visibility ?? (body.private === undefined ? undefined : body.private ? "private" : "public");
      const open = before === "gated" ? "public" : before;
      const visibility = body.gated ? "gated" : (wanted ?? (body.gated === false ? open : before));
      const changed = await store.catalog.change(fullName, { visibility, gating: body.gated || gating });
      return { private: changed?.visibility === "private", gated: changed?.visibility === "gated" && changed.gating };
    },
  });
}
