import { z } from "zod";
import { BlobUsage } from "../blob/blob-usage.ts";
import { blobParams, jobParams } from "./parameters.ts";
import { route } from "./route.ts";

const deleted = z.object({ deleted: z.boolean() });

/** What accounts keep on a hub, and how it is deleted. */
export const dataRoutes = {
  getAccountUsage: route({
    method: "GET",
    path: "/account/usage",
    tag: "account",
    summary: "What your blobs take here, and how much they may.",
    auth: "account",
    scope: "account:read",
    status: 200,
    response: BlobUsage,
    problems: [],
  }),
  deleteBlob: route({
    method: "DELETE",
    path: "/blobs/:sha256",
    tag: "blobs",
    summary: "Keep a blob of yours no longer. It is gone once nobody else keeps it either.",
    auth: "account",
    scope: "blobs:write",
    params: blobParams,
    status: 200,
    response: deleted,
    problems: ["BLOB_NOT_FOUND", "BLOB_IN_USE"],
  }),
  deleteJobData: route({
    method: "DELETE",
    path: "/jobs/:key/data",
    tag: "jobs",
    summary: "Delete an ended job's results, logs and inputs, and a private one's spec. What the chain shows stays.",
    auth: "account",
    scope: "jobs:write",
    params: jobParams,
    status: 200,
    response: deleted,
    problems: ["JOB_NOT_FOUND", "JOB_STATE"],
  }),
  deleteAccountData: route({
    method: "DELETE",
    path: "/account/data",
    tag: "account",
    summary: "Delete the data of all your ended jobs, your uploads and your webhooks. It is done within minutes.",
    auth: "account",
    scope: "account:write",
    status: 202,
    response: z.object({ accepted: z.boolean() }),
    problems: [],
  }),
} as const;
