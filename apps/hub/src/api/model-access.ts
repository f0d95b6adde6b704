import type { ModelAccess } from "@qubix/market";
import { isIdentityNamespace, type ModelAccessDocument } from "@qubix/protocol";
import { z } from "zod";
import { modelFor } from "../auth/model-right.ts";
import { readIdentity } from "../auth/read-identity.ts";
import { claimNamespace } from "../models/namespaces.ts";
import { Problem } from "../problem.ts";
import { PageCursor } from "./http/page-cursor.ts";
import { type Api, mountRoute } from "./mount-route.ts";

/** Whose a namespace is, and who is let in to which model. */
export function mountModelAccess(api: Api): void {
  const { context } = api;
  const { catalog } = context.store;
  const owned = (caller: Parameters<typeof modelFor>[1], { namespace, name }: { namespace: string; name: string }) =>
    modelFor(context, caller, `${namespace}/${name}`, "write");

  const bought = (fullName: string, identity: string) =>
    new Problem("ACCESS_BOUGHT", `${identity} has paid for ${fullName}.`);

  mountRoute(api, "claimNamespace", async ({ params, caller }) => {
    context.blocks.refuse("identity", caller.identity);
    const { name, owner, createdAt } = await claimNamespace(context.store, params.namespace, caller.identity);
    return { namespace: name, owner, createdAt };
  });

  mountRoute(api, "getNamespace", async ({ params: { namespace } }) => {
    const letters = namespace.toUpperCase();
    if (isIdentityNamespace(namespace) && readIdentity(letters)) return { namespace, owner: letters };
    const found = await catalog.namespace(namespace);
    if (found === undefined) throw new Problem("NAMESPACE_NOT_FOUND", `Nobody has the namespace ${namespace}.`);
    return { namespace, owner: found.owner, createdAt: found.createdAt };
  });

  mountRoute(api, "requestModelAccess", async ({ params, caller }) => {
    const { fullName, gating } = await modelFor(context, caller, `${params.namespace}/${params.name}`, "see");
    return present(await catalog.requestAccess(fullName, caller.identity, gating === "auto" ? "accepted" : "pending"));
  });

  mountRoute(api, "listModelAccess", async ({ params, query, caller }) => {
    const { fullName } = await owned(caller, params);
    const cursors = new PageCursor(`access ${fullName}`, z.string().max(60));
    const { limit = 50, state } = query;
    const { items, next } = await catalog.accesses(fullName, { limit, state, after: cursors.read(query.cursor) });
    return { items: items.map(present), cursor: cursors.write(next) };
  });

  mountRoute(api, "getModelAccess", async ({ params, caller }) => {
    const { namespace, name, identity } = params;
    const right = caller.identity === identity ? "see" : "write";
    const { fullName } = await modelFor(context, caller, `${namespace}/${name}`, right);
    const access = await catalog.access(fullName, identity);
    if (access) return present(access);
    throw new Problem("ACCESS_NOT_FOUND", `${identity} has not asked for ${fullName}.`);
  });

  mountRoute(api, "decideModelAccess", async ({ params, body, caller }) => {
    const { fullName } = await owned(caller, params);
    if (!readIdentity(params.identity)) throw new Problem("INVALID_REQUEST", "identity: its checksum is wrong.");
    const decided = await catalog.decideAccess(fullName, params.identity, body.state);
    if (decided === undefined) throw bought(fullName, params.identity);
    return present(decided);
  });

  mountRoute(api, "removeModelAccess", async ({ params, caller }) => {
    const { fullName } = await owned(caller, params);
    const removed = await catalog.removeAccess(fullName, params.identity);
    if (!removed && (await catalog.access(fullName, params.identity))) throw bought(fullName, params.identity);
    return { removed };
  });
}

function present({ decidedAt, paid, ...access }: ModelAccess): ModelAccessDocument {
  return { ...access, ...(decidedAt !== null && { decidedAt }), ...(paid !== null && { paid: String(paid) }) };
}
