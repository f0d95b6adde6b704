import type { BlobStore, ModelFile } from "@qubix/market";
import type { Store } from "@qubix/store";
import type { Caller } from "../auth/caller.ts";
import type { ModelRights } from "../auth/model-right.ts";
import { Problem } from "../problem.ts";
import { checkContent } from "./check-content.ts";
import { gitOid, isLarge, pointerTo } from "./git-oid.ts";

type Blobs = { store: ModelRights["store"] & Pick<Store, "blobs" | "blobLedger"> };

/**
 * Files of a next version with their sizes and git's names. What is new is looked into: it must have been uploaded by
 * the caller, or belong to a model that they may read, and not run code when it is loaded.
 * @throws Problem INPUT_MISSING, FILE_REFUSED
 */
export async function describeFiles(
  { store }: Blobs,
  { identity }: Caller,
  files: readonly { path: string; digest: string }[],
  before: readonly ModelFile[],
): Promise<ModelFile[]> {
  const known = new Map(before.map((file) => [`${file.path}\n${file.digest}`, file]));
  const fresh = files.filter(({ path, digest }) => !known.has(`${path}\n${digest}`));
  const sizes = await store.blobLedger.sizes([...new Set(fresh.map(({ digest }) => digest))]);
  const described: ModelFile[] = [];
  for (const { path, digest } of files) {
    const same = known.get(`${path}\n${digest}`);
    if (same !== undefined) {
      described.push(same);
      continue;
    }
    const size = sizes.get(digest);
    const { claimed, models } = await store.blobLedger.access(digest, { account: identity, providers: [] });
    if (size === undefined || !(claimed || models.length > 0))
      throw new Problem("INPUT_MISSING", `${path} (sha256:${digest}) is not uploaded by you.`, { digest });
    await checkContent(path, size, (start, end) => readWhole(store.blobs, digest, { start, end }));
    described.push({ path, digest, size, oid: await oidOf(store.blobs, digest, size) });
  }
  return described;
}

async function oidOf(blobs: BlobStore, digest: string, size: number): Promise<string> {
  return gitOid(
    isLarge(size) ? pointerTo(digest, size) : size === 0 ? new Uint8Array() : await readWhole(blobs, digest),
  );
}

/** A blob, or a part of it, in memory. */
export async function readWhole(
  blobs: BlobStore,
  digest: string,
  range?: { start: number; end: number },
): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of await blobs.read(digest, range)) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}
