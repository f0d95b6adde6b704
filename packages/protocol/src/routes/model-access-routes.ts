import { z } from "zod";
import { ModelName } from "../model/model-manifest.ts";
import { Amount, Identity, Milliseconds } from "../schema/primitives.ts";
import { modelParams } from "./model-routes.ts";
import { pageOf, pageQuery } from "./parameters.ts";
import { route } from "./route.ts";

const AccessState = z.enum(["pending", "accepted", "rejected"]);

/** Who may read a gated or private model, or has asked. */
export const ModelAccessDocument = z.object({
  identity: Identity,
  state: AccessState,
  requestedAt: Milliseconds,
  decidedAt: Milliseconds.optional(),
  /** What was paid for it on the chain. Who has paid can't be kept out. */
  paid: Amount.optional(),
});
export type ModelAccessDocument = z.infer<typeof ModelAccessDocument>;

export const NamespaceDocument = z.object({
  namespace: ModelName,
  owner: Identity,
  createdAt: Milliseconds.optional(),
});

const owned = { auth: "account", scope: "models:write", tag: "models", status: 200 } as const;
const person = modelParams.extend({ identity: Identity });

/** Whose a namespace is, and who is let in to which model. */
export const modelAccessRoutes = {
  claimNamespace: route({
    ...owned,
    method: "PUT",
    path: "/namespaces/:namespace",
    summary: "Claim a readable namespace. Each identity has one, beside its own letters in lower case.",
    params: z.object({ namespace: ModelName }),
    response: NamespaceDocument,
    problems: ["INVALID_NAME", "NAMESPACE_TAKEN", "BLOCKED"],
  }),
  getNamespace: route({
    method: "GET",
    path: "/namespaces/:namespace",
    tag: "models",
    summary: "Whose a namespace is.",
    auth: "none",
    params: z.object({ namespace: ModelName }),
    status: 200,
    response: NamespaceDocument,
    problems: ["NAMESPACE_NOT_FOUND"],
  }),
  requestModelAccess: route({
    ...owned,
    scope: "account:write",
    method: "POST",
    path: "/models/:namespace/:name/access",
    summary: "Ask to be let in to a gated model.",
    params: modelParams,
    idempotent: false,
    response: ModelAccessDocument,
    problems: ["MODEL_NOT_FOUND"],
  }),
  listModelAccess: route({
    ...owned,
    method: "GET",
    path: "/models/:namespace/:name/access",
    summary: "As the owner: who has been let in, and who has asked.",
    params: modelParams,
    query: pageQuery.extend({ state: AccessState.optional() }),
    paged: true,
    response: pageOf(ModelAccessDocument),
    problems: ["MODEL_NOT_FOUND"],
  }),
  getModelAccess: route({
    ...owned,
    scope: "account:read",
    method: "GET",
    path: "/models/:namespace/:name/access/:identity",
    summary: "Whether somebody has been let in, or has asked: for themselves and the owner.",
    params: person,
    response: ModelAccessDocument,
    problems: ["MODEL_NOT_FOUND", "ACCESS_NOT_FOUND"],
  }),
  decideModelAccess: route({
    ...owned,
    method: "PUT",
    path: "/models/:namespace/:name/access/:identity",
    summary: "As the owner: let somebody in, or not. They need not have asked.",
    params: person,
    body: z.strictObject({ state: z.enum(["accepted", "rejected"]) }),
    response: ModelAccessDocument,
    problems: ["MODEL_NOT_FOUND", "ACCESS_BOUGHT"],
  }),
  removeModelAccess: route({
    ...owned,
    method: "DELETE",
    path: "/models/:namespace/:name/access/:identity",
    summary: "As the owner: forget about somebody, who may ask again.",
    params: person,
    response: z.object({ removed: z.boolean() }),
    problems: ["MODEL_NOT_FOUND", "ACCESS_BOUGHT"],
  }),
} as const;
