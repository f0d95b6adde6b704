import { z } from "zod";
import { TransactionDocument } from "../job/job-document.ts";
import { ModelDocument } from "../model/model-document.ts";
import { ModelManifest, ModelName } from "../model/model-manifest.ts";
import { NetworkInfo } from "../network/network-info.ts";
import { ProviderDocument } from "../provider/provider-document.ts";
import { Hex32, Identity, TransactionId } from "../schema/primitives.ts";
import { pageOf, pageQuery } from "./parameters.ts";
import { route } from "./route.ts";

const blobParams = z.object({ sha256: Hex32 });

export const catalogRoutes = {
  getNetwork: route({
    method: "GET",
    path: "/network",
    summary: "The network, this hub's place on it, and the contract's configuration.",
    auth: "none",
    status: 200,
    response: NetworkInfo,
    problems: ["NODE_UNREACHABLE"],
  }),
  listProviders: route({
    method: "GET",
    path: "/providers",
    summary: "Providers on the chain, with the machines that are connected here.",
    auth: "none",
    query: pageQuery,
    status: 200,
    response: pageOf(ProviderDocument),
    problems: [],
  }),
  getProvider: route({
    method: "GET",
    path: "/providers/:identity",
    summary: "One provider.",
    auth: "none",
    params: z.object({ identity: Identity }),
    status: 200,
    response: ProviderDocument,
    problems: ["PROVIDER_NOT_FOUND"],
  }),
  putBlob: route({
    method: "PUT",
    path: "/blobs/:sha256",
    summary: "Upload bytes under their SHA-256. Repeating it is harmless.",
    auth: "identity",
    params: blobParams,
    body: "binary",
    status: 201,
    response: z.object({ digest: z.string(), size: z.int() }),
    problems: ["BLOB_DIGEST_MISMATCH", "BLOB_TOO_LARGE"],
  }),
  headBlob: route({
    method: "HEAD",
    path: "/blobs/:sha256",
    summary: "Whether the blob is here, and its size.",
    auth: "none",
    params: blobParams,
    status: 200,
    response: "none",
    problems: ["BLOB_NOT_FOUND"],
  }),
  getBlob: route({
    method: "GET",
    path: "/blobs/:sha256",
    summary: "The blob's bytes, or a range of them.",
    auth: "none",
    params: blobParams,
    status: 200,
    response: "binary",
    problems: ["BLOB_NOT_FOUND", "RANGE_NOT_SATISFIABLE"],
  }),
  publishModel: route({
    method: "POST",
    path: "/models",
    summary: "Publish a model version: its files are uploaded already, the manifest comes last.",
    auth: "identity",
    body: z.strictObject({ manifest: ModelManifest }),
    digested: true,
    status: 201,
    response: ModelDocument,
    problems: ["INVALID_MODEL", "INPUT_MISSING", "MODEL_EXISTS"],
  }),
  listModels: route({
    method: "GET",
    path: "/models",
    summary: "Published models.",
    auth: "none",
    query: pageQuery.extend({ search: z.string().max(128).optional(), namespace: ModelName.optional() }),
    status: 200,
    response: pageOf(ModelDocument),
    problems: [],
  }),
  getModel: route({
    method: "GET",
    path: "/models/:namespace/:name",
    summary: "The newest version of a model.",
    auth: "none",
    params: z.object({ namespace: ModelName, name: ModelName }),
    status: 200,
    response: ModelDocument,
    problems: ["MODEL_NOT_FOUND"],
  }),
  getTransaction: route({
    method: "GET",
    path: "/transactions/:id",
    summary: "What became of a transaction that this hub relayed or signed.",
    auth: "none",
    params: z.object({ id: TransactionId }),
    status: 200,
    response: TransactionDocument,
    problems: ["TRANSACTION_NOT_FOUND"],
  }),
} as const;
