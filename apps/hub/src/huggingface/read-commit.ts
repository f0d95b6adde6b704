import { parseJson, sha256Hex } from "@qubix/protocol";
import { z } from "zod";
import type { FileChanges } from "../models/change-files.ts";
import { MAX_REGULAR_BYTES } from "../models/git-oid.ts";
import { Problem } from "../problem.ts";

/** A file of the largest size in base64, with its path. */
const MAX_LINE = Math.ceil((MAX_REGULAR_BYTES * 4) / 3) + 8 * 1024;
const MAX_OPERATIONS = 10_000;
const path = z.string().min(1).max(512);
const Line = z.discriminatedUnion("key", [
  z.object({
    key: z.literal("header"),
    value: z.object({
      summary: z.string().max(1_000),
      description: z.string().max(20_000).optional(),
      parentCommit: z.string().max(64).optional(),
    }),
  }),
  z.object({
    key: z.literal("file"),
    value: z.object({ path, content: z.string(), encoding: z.enum(["base64", "utf-8"]).default("utf-8") }),
  }),
  z.object({
    key: z.literal("lfsFile"),
    value: z.object({ path, algo: z.literal("sha256").optional(), oid: z.string().regex(/^[0-9a-f]{64}$/) }),
  }),
  z.object({ key: z.literal("deletedFile"), value: z.object({ path }) }),
  z.object({ key: z.literal("deletedFolder"), value: z.object({ path }) }),
]);

export interface CommitRequest {
  message: string;
  parent: string | undefined;
  changes: FileChanges & { put: { path: string; digest: string }[]; remove: string[] };
}

/**
 * Reads a commit line by line as it comes: memory use is one file. Files that lie in it are handed on at once.
 * @param keep stores the bytes under their SHA-256
 * @throws Problem INVALID_REQUEST, BODY_TOO_LARGE
 */
export async function readCommit(
  source: AsyncIterable<Uint8Array>,
  keep: (digest: string, bytes: Uint8Array) => Promise<void>,
): Promise<CommitRequest> {
  let commit: CommitRequest | undefined;
  let operations = 0;
  for await (const text of linesOf(source)) {
    const { key, value } = lineOf(text, operations);
    if (++operations > MAX_OPERATIONS)
      throw new Problem("BODY_TOO_LARGE", `A commit has at most ${MAX_OPERATIONS} operations.`);
    if (key === "header") {
      if (commit !== undefined) throw new Problem("INVALID_REQUEST", "The commit has two headers.");
      const message = [value.summary, value.description].filter(Boolean).join("\n\n");
      commit = { message, parent: value.parentCommit, changes: { put: [], remove: [] } };
      continue;
    }
    if (commit === undefined) throw new Problem("INVALID_REQUEST", "The commit begins with its header.");
    if (key === "file") {
      const bytes = contentOf(value);
      const digest = sha256Hex(bytes);
      await keep(digest, bytes);
      commit.changes.put.push({ path: value.path, digest });
    } else if (key === "lfsFile") commit.changes.put.push({ path: value.path, digest: value.oid });
    else commit.changes.remove.push(key === "deletedFolder" ? `${value.path.replace(/\/+$/, "")}/` : value.path);
  }
  if (commit === undefined) throw new Problem("INVALID_REQUEST", "The commit is empty.");
  return commit;
}

function lineOf(text: string, at: number): z.infer<typeof Line> {
  const parsed = Line.safeParse(parseJson(text, MAX_LINE * 2));
  if (parsed.success) return parsed.data;
  throw new Problem(
    "INVALID_REQUEST",
    `Line ${at + 1} of the commit: ${parsed.error.issues[0]?.message ?? "malformed"}.`,
  );
}

function contentOf({
  path,
  content,
  encoding,
}: {
  path: string;
  content: string;
  encoding: "base64" | "utf-8";
}): Uint8Array {
  const bytes = Buffer.from(content, encoding);
  if (encoding === "base64" && bytes.toString("base64") !== content)
    throw new Problem("INVALID_REQUEST", `${path}: its content is no base64.`);
  if (bytes.length > MAX_REGULAR_BYTES)
    throw new Problem("BODY_TOO_LARGE", `${path} has more than ${MAX_REGULAR_BYTES} bytes: upload it as a large file.`);
  return bytes;
}

async function* linesOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let pieces: Buffer[] = [];
  let held = 0;
  for await (const chunk of source) {
    let rest = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (let end = rest.indexOf(0x0a); end !== -1; end = rest.indexOf(0x0a)) {
      pieces.push(rest.subarray(0, end));
      const line = Buffer.concat(pieces).toString("utf8").trim();
      if (line !== "") yield line;
      [pieces, held, rest] = [[], 0, rest.subarray(end + 1)];
    }
    held += rest.length;
    if (held > MAX_LINE) throw new Problem("BODY_TOO_LARGE", `A line of a commit has at most ${MAX_LINE} bytes.`);
    if (rest.length > 0) pieces.push(Buffer.from(rest));
  }
  const line = Buffer.concat(pieces).toString("utf8").trim();
  if (line !== "") yield line;
}
