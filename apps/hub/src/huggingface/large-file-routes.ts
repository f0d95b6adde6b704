import { sha256Hex, UPLOAD_PART_BYTES } from "@qubix/protocol";
import { z } from "zod";
import type { Api } from "../api/mount-route.ts";
import { inTime } from "../api/read-body.ts";
import { modelFor } from "../auth/model-right.ts";
import { inOnePiece } from "../blobs/in-one-piece.ts";
import { Problem } from "../problem.ts";
import { mountHf } from "./hf-route.ts";
import { fullNameOf, repoParams } from "./params.ts";
import { UploadLinks } from "./upload-links.ts";

const LINKS = "/api/large-files";
const Batch = z.looseObject({
  operation: z.string(),
  objects: z.array(z.looseObject({ oid: z.string().regex(/^[0-9a-f]{64}$/), size: z.int().min(1) })).max(1_000),
});
const linkParams = z.object({ token: z.string().max(4_096) });
const Completion = z.looseObject({ oid: z.string().max(64) });

/** Large files, by the batch protocol that git's tools have: each is told where to go, in one piece or in parts. */
export function mountLargeFiles(api: Api): void {
  const { context } = api;
  const { store, blobs, uploads, config } = context;
  const links = new UploadLinks(context.secrets, () => store.clock.now());

  mountHf(api, {
    ...{ name: "largeFiles", method: "post", path: "/:namespace/:name.git/info/lfs/objects/batch" },
    ...{ signedIn: true, scope: "blobs:write", params: repoParams, body: Batch },
    async handle({ caller, params, body, base }, response) {
      if (body.operation !== "upload")
        throw new Problem("INVALID_REQUEST", "Large files are downloaded from their addresses.");
      await modelFor(context, caller, fullNameOf(params), "write");
      const { identity } = caller!;
      response.type("application/vnd.git-lfs+json");
      const objects = [];
      for (const { oid, size } of body.objects) {
        const { claimed, models } = await store.blobLedger.access(oid, { account: identity, providers: [] });
        if (claimed || models.length > 0) objects.push({ oid, size });
        else if (size > config.maxBlobBytes)
          objects.push({
            oid,
            size,
            error: { code: 422, message: `Files have at most ${config.maxBlobBytes} bytes here.` },
          });
        else
          objects.push({
            oid,
            size,
            authenticated: true,
            actions: { upload: await actionOf(identity, oid, size, base) },
          });
      }
      return { transfer: "basic", objects, hash_algo: "sha256" };
    },
  });

  async function actionOf(account: string, digest: string, size: number, base: string) {
    const href = (link: { upload?: string; part?: number }) =>
      `${base}${LINKS}/${links.make({ account, digest, size, ...link })}`;
    if (size <= UPLOAD_PART_BYTES) return { href: href({}), header: {} };
    const { id: upload, parts } = await uploads.begin(account, digest, size);
    const addresses = Array.from({ length: parts }, (_, i) => [String(i + 1), href({ upload, part: i + 1 })]);
    return {
      href: href({ upload }),
      header: { chunk_size: String(UPLOAD_PART_BYTES), ...Object.fromEntries(addresses) },
    };
  }

  mountHf(api, {
    ...{ name: "putLargeFile", method: "put", path: `${LINKS}/:token`, scope: "blobs:write", params: linkParams },
    async handle({ params, raw }, response) {
      const { account, digest, size, upload, part } = links.open(params.token);
      context.blocks.refuse("identity", account);
      const source = inTime(raw, config.limits.upload);
      if (upload === undefined || part === undefined) await blobs.put(account, digest, size, source);
      else {
        const bytes = await partOf(source);
        const own = sha256Hex(bytes);
        await uploads.putPart(account, upload, { number: part, digest: own, size: bytes.length }, inOnePiece(bytes));
        response.set("ETag", `"${own}"`);
      }
      return {};
    },
  });

  mountHf(api, {
    ...{
      name: "completeLargeFile",
      method: "post",
      path: `${LINKS}/:token`,
      scope: "blobs:write",
      params: linkParams,
      body: Completion,
    },
    async handle({ params, body }) {
      const { account, digest, upload } = links.open(params.token);
      if (upload === undefined || body.oid !== digest)
        throw new Problem("INVALID_REQUEST", "The link is for another file.");
      try {
        await uploads.complete(account, upload);
      } catch (error) {
        // A repeat of what was done already.
        const { claimed } = await store.blobLedger.access(digest, { account, providers: [] });
        if (!(error instanceof Problem && error.code === "UPLOAD_NOT_FOUND" && claimed)) throw error;
      }
      return { oid: digest };
    },
  });
}

/** Its digest is not known before, so a part is held whole. @throws Problem INVALID_PART */
async function partOf(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of source) {
    size += piece.length;
    if (size > UPLOAD_PART_BYTES) throw new Problem("INVALID_PART", `A part has at most ${UPLOAD_PART_BYTES} bytes.`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces, size);
}
