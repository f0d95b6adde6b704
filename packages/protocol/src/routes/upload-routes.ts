import { z } from "zod";
import { UploadDocument } from "../blob/upload-document.ts";
import { Hex32 } from "../schema/primitives.ts";
import { blobParams, numberText } from "./parameters.ts";
import { route } from "./route.ts";

const uploadParams = z.object({ id: z.string().regex(/^up_[0-9a-f]{24}$/, "up_ and 24 hex digits") });

/**
 * Large blobs in parts: each part is sent under its own digest and can be sent again alone, from wherever the connection
 * broke. The space is reserved when the upload begins; one that is not completed in time is forgotten.
 */
export const uploadRoutes = {
  getBlobPieces: route({
    method: "GET",
    path: "/blobs/:sha256/pieces",
    tag: "blobs",
    summary: "SHA-256 of each piece of a blob: to find out which part of a download is bad, and fetch it again alone.",
    auth: "none",
    scope: "jobs:read",
    params: blobParams,
    status: 200,
    response: z.object({ pieceSize: z.int().min(1), digests: z.array(Hex32) }),
    problems: ["BLOB_NOT_FOUND"],
  }),
  beginUpload: route({
    method: "POST",
    path: "/uploads",
    tag: "blobs",
    summary: "Begin an upload in parts, or go on with the one of this digest.",
    auth: "account",
    scope: "blobs:write",
    body: z.strictObject({ sha256: Hex32, size: z.int().min(1) }),
    status: 200,
    response: UploadDocument,
    problems: ["BLOCKED", "BLOB_TOO_LARGE", "QUOTA_EXCEEDED", "TOO_MANY_UPLOADS"],
  }),
  getUpload: route({
    method: "GET",
    path: "/uploads/:id",
    tag: "blobs",
    summary: "Which parts are here.",
    auth: "account",
    scope: "blobs:write",
    params: uploadParams,
    status: 200,
    response: UploadDocument,
    problems: ["UPLOAD_NOT_FOUND"],
  }),
  putUploadPart: route({
    method: "PUT",
    path: "/uploads/:id/parts/:number/:sha256",
    tag: "blobs",
    summary: "Send a part; its digest is the last part of the address. Repeating it is harmless.",
    auth: "account",
    scope: "blobs:write",
    params: uploadParams.extend({ number: numberText(1, 10_000), sha256: Hex32 }),
    body: "binary",
    status: 200,
    response: z.object({ number: z.int() }),
    problems: [
      "UPLOAD_NOT_FOUND",
      "BLOB_DIGEST_MISMATCH",
      "BLOB_TOO_LARGE",
      "LENGTH_REQUIRED",
      "INVALID_PART",
      "STORAGE_FULL",
    ],
  }),
  completeUpload: route({
    method: "POST",
    path: "/uploads/:id/complete",
    tag: "blobs",
    summary: "Make a blob of the parts, if they are what the upload's digest says.",
    auth: "account",
    scope: "blobs:write",
    params: uploadParams,
    status: 200,
    response: z.object({ digest: z.string(), size: z.int() }),
    problems: ["UPLOAD_NOT_FOUND", "UPLOAD_INCOMPLETE", "BLOB_DIGEST_MISMATCH", "BLOB_BUSY", "STORAGE_FULL"],
  }),
  cancelUpload: route({
    method: "DELETE",
    path: "/uploads/:id",
    tag: "blobs",
    summary: "Forget an upload and its parts.",
    auth: "account",
    scope: "blobs:write",
    params: uploadParams,
    status: 200,
    response: z.object({ deleted: z.boolean() }),
    problems: [],
  }),
} as const;
