import { createHash } from "node:crypto";
import type { ModelFile, ModelRepositoryRecord, ModelVersionRecord, NewModelVersion } from "@qubix/market";
import {
  canonicalJson,
  MANIFEST_PATH,
  type ModelManifest,
  manifestBytes,
  manifestDigest,
  sha256Hex,
  sha256OfBlob,
} from "@qubix/protocol";
import { CARD_PATH } from "@qubix/protocol/card";
import type { Store } from "@qubix/store";
import type { Caller } from "../auth/caller.ts";
import { type ModelRights, modelFor } from "../auth/model-right.ts";
import type { BlobService } from "../blobs/blob-service.ts";
import { inOnePiece } from "../blobs/in-one-piece.ts";
import type { BlockList } from "../moderation/block-list.ts";
import { Problem } from "../problem.ts";
import { changeFiles, type FileChanges } from "./change-files.ts";
import { deriveManifest } from "./derive-manifest.ts";
import { describeFiles, readWhole } from "./describe-files.ts";
import { isVersion } from "./find-version.ts";
import { resolveOrigin } from "./lineage.ts";
import { checkNewName } from "./namespaces.ts";
import type { Quarantine } from "./quarantine.ts";
import { describeVersion } from "./read-card-file.ts";
import { manifestFault, type Runnable, readManifest } from "./read-manifest.ts";
import { onnxFault } from "./read-onnx.ts";
import { SCAN } from "./run-scans.ts";

export interface ModelServiceDeps extends Omit<ModelRights, "store" | "blocks"> {
  store: Store;
  blobs: BlobService;
  blocks: BlockList;
  quarantine: Pick<Quarantine, "on">;
}

/** A version that somebody wants to add. */
export interface NewVersion {
  changes: FileChanges;
  message: string;
  /** The version that it builds on; whichever is the newest when it is missing. */
  parent?: string | undefined;
}

/** Adds models and versions. A version is one row that is written last: nothing is ever half there. */
export class ModelService {
  /** Changes that name no parent are put on top of whatever came in between, so often. */
  static readonly TRIES = 5;

  constructor(readonly deps: ModelServiceDeps) {}

  /** Idempotent for its owner. @throws Problem INVALID_NAME, NAMESPACE_TAKEN, FORBIDDEN, BLOCKED */
  async create(
    { identity }: Caller,
    {
      namespace,
      name,
      visibility = "public",
    }: { namespace: string; name: string; visibility?: ModelRepositoryRecord["visibility"] | undefined },
  ): Promise<{ repository: ModelRepositoryRecord; created: boolean }> {
    const { store, blocks } = this.deps;
    blocks.refuse("identity", identity);
    const before = await store.catalog.get(`${namespace}/${name}`);
    if (before === undefined) await checkNewName(store, { namespace, name }, identity);
    const made = await store.catalog.create({ namespace, name, owner: identity, visibility, gating: "manual" });
    if (made.repository.owner !== identity)
      throw new Problem("FORBIDDEN", `${namespace}/${name} belongs to another identity.`);
    return made;
  }

  /**
   * Puts changes on top of the newest version. Nothing is added where they change nothing.
   * @throws Problem MODEL_NOT_FOUND, FORBIDDEN, VERSION_STALE, INPUT_MISSING, FILE_REFUSED, INVALID_CARD, LINEAGE_INVALID;
   * ProtocolError INVALID_PATH, INVALID_CARD
   */
  async commit(
    caller: Caller,
    fullName: string,
    { changes, message, parent }: NewVersion,
    must?: ModelManifest,
  ): Promise<ModelVersionRecord> {
    const { store, blocks } = this.deps;
    blocks.refuse("identity", caller.identity);
    for (let tries = 1; ; tries++) {
      const { head: headId } = await modelFor(this.deps, caller, fullName, "write");
      const head = headId === null ? undefined : await store.catalog.versionById(fullName, headId);
      if (parent !== undefined && !isVersion(head, parent)) throw stale(fullName, head?.id ?? null);
      const next = changeFiles(head?.files ?? [], changes);
      if (head !== undefined && sameFiles(head.files, next)) return head;
      const version = await this.#draft(caller, fullName, { next, head, message }, must);
      const outcome = await this.#add(caller, version);
      if ("added" in outcome) return outcome.added;
      if (parent !== undefined || tries === ModelService.TRIES) throw stale(fullName, outcome.head);
    }
  }

  /**
   * Adds the version that a manifest describes: its files, itself, and a card. Repeating it is harmless.
   * @throws Problem as `create` and `commit` do, and INVALID_MODEL
   */
  async publish(
    caller: Caller,
    manifest: ModelManifest,
    more: { card?: string | undefined; message?: string | undefined; parent?: string | undefined },
  ): Promise<ModelVersionRecord> {
    const { store, blobs, blocks } = this.deps;
    const { namespace, name } = manifest;
    const digest = manifestDigest(manifest);
    blocks.refuse("model", digest);
    await this.#checkUploaded(manifest);
    const { repository } = await this.create(caller, { namespace, name });
    const known = await store.catalog.versionByDigest(digest);
    if (known?.fullName === repository.fullName && more.card === undefined) return known;
    const bytes = manifestBytes(manifest);
    await blobs.put(caller.identity, sha256OfBlob(digest), bytes.length, inOnePiece(bytes));
    const files = manifest.files.map(({ path, digest }) => ({ path, digest: sha256OfBlob(digest) }));
    const put = [
      ...files,
      { path: MANIFEST_PATH, digest: sha256OfBlob(digest) },
      ...(await this.#cardFile(caller, repository, manifest, more.card)),
    ];
    const changes = { put, remove: [], replaceAll: true };
    return this.commit(
      caller,
      repository.fullName,
      { changes, message: more.message ?? "Publish", parent: more.parent },
      manifest,
    );
  }

  /** Before anything is made for it. */
  async #checkUploaded(manifest: ModelManifest): Promise<void> {
    const sizes = await this.deps.store.blobLedger.sizes(manifest.files.map(({ digest }) => sha256OfBlob(digest)));
    const files = manifest.files.map(({ path, digest: named }) => {
      const [digest, size] = [sha256OfBlob(named), sizes.get(sha256OfBlob(named))];
      if (size === undefined) throw new Problem("INPUT_MISSING", `${path} (${named}) is not uploaded.`, { digest });
      return { path, digest, size, oid: "" };
    });
    const fault = manifestFault(`${manifest.namespace}/${manifest.name}`, manifest, files);
    if (fault !== undefined) throw new Problem("INVALID_MODEL", fault);
  }

  /** The card that comes along; else that of the version before stays. */
  async #cardFile(
    { identity }: Caller,
    { fullName, head }: ModelRepositoryRecord,
    manifest: ModelManifest,
    text: string | undefined,
  ) {
    const named = manifest.files.find(({ path }) => [CARD_PATH, MANIFEST_PATH].includes(path));
    if (named?.path === MANIFEST_PATH)
      throw new Problem("INVALID_MODEL", `${MANIFEST_PATH} is the manifest's own place.`);
    if (text === undefined) {
      const before =
        named === undefined && head !== null ? await this.deps.store.catalog.versionById(fullName, head) : undefined;
      const card = before?.files.find(({ path }) => path === CARD_PATH);
      return card === undefined ? [] : [{ path: CARD_PATH, digest: card.digest }];
    }
    if (named !== undefined)
      throw new Problem("INVALID_MODEL", `There are two cards: the manifest names ${CARD_PATH} too.`);
    const bytes = new TextEncoder().encode(text);
    const digest = sha256Hex(bytes);
    await this.deps.blobs.put(identity, digest, bytes.length, inOnePiece(bytes));
    return [{ path: CARD_PATH, digest }];
  }

  async #draft(
    caller: Caller,
    fullName: string,
    {
      next,
      head,
      message,
    }: { next: { path: string; digest: string }[]; head: ModelVersionRecord | undefined; message: string },
    must: ModelManifest | undefined,
  ): Promise<NewModelVersion> {
    const { store } = this.deps;
    const files = await describeFiles(this.deps, caller, next, head?.files ?? []);
    const { manifest, notRunnable, ...description } = await this.#describe(fullName, files, must);
    const parentOfHead = head?.digest ? (await store.models.byDigest(head.digest))?.manifest.parent : undefined;
    const before = head && { version: head, parent: parentOfHead };
    const madeFrom = await resolveOrigin(
      this.deps,
      caller,
      fullName,
      { baseModels: description.card.base_model, parent: manifest?.parent },
      before,
    );
    const parent = head?.id ?? null;
    const author = caller.identity;
    const id = createHash("sha256")
      .update(
        canonicalJson({
          fullName,
          parent: parent ?? "",
          message,
          author,
          files: files.map(({ path, digest }) => [path, digest]),
        }),
      )
      .digest("hex")
      .slice(0, 40);
    const size = files.reduce((sum, one) => sum + one.size, 0);
    return {
      ...{ id, fullName, parent, message, author, files, size, ...description, madeFrom, notRunnable },
      ...{ digest: manifest ? manifestDigest(manifest) : null, manifest: manifest ?? null },
    };
  }

  /** What a version's files say of it, and whether it can be run. @throws Problem INVALID_CARD, INVALID_MODEL */
  async #describe(fullName: string, files: readonly ModelFile[], must: ModelManifest | undefined) {
    const { blobs } = this.deps.store;
    const read = (digest: string) => readWhole(blobs, digest);
    let runnable: Runnable | undefined = must ? { manifest: must } : await readManifest(fullName, files, read);
    if (runnable !== undefined && "manifest" in runnable) {
      const { manifest } = runnable;
      const fault = manifestFault(fullName, manifest, files) ?? (await onnxFault(blobs, manifest, files));
      if (fault !== undefined && must) throw new Problem("INVALID_MODEL", fault);
      if (fault !== undefined) runnable = { reason: fault };
    }
    const told = runnable !== undefined && "manifest" in runnable ? runnable.manifest : undefined;
    const description = await describeVersion(files, told, read);
    runnable ??= await deriveManifest(blobs, fullName, files, description);
    return "manifest" in runnable
      ? { ...description, manifest: runnable.manifest, notRunnable: null }
      : { ...description, manifest: undefined, notRunnable: runnable.reason };
  }

  async #add({ identity }: Caller, version: NewModelVersion) {
    const { store, blobs } = this.deps;
    // What is written in the manifest's file need not be its canonical form, which jobs pin.
    const own = version.manifest === null ? undefined : manifestBytes(version.manifest);
    if (own !== undefined) await blobs.put(identity, sha256Hex(own), own.length, inOnePiece(own));
    return store.transaction(async (within) => {
      const outcome = await within.catalog.addVersion(version);
      if (outcome === undefined) throw new Problem("MODEL_NOT_FOUND", `${version.fullName} has just been deleted.`);
      if ("head" in outcome) return outcome;
      const use = { kind: "model", holder: version.id, account: identity } as const;
      const digests = [...version.files.map(({ digest }) => digest), ...(own ? [sha256Hex(own)] : [])];
      const [missing] = await within.blobLedger.take(use, [...new Set(digests)]);
      if (missing !== undefined)
        throw new Problem("INPUT_MISSING", `sha256:${missing} is not uploaded by you.`, { digest: missing });
      if (this.deps.quarantine.on) await askForScans(within, digests);
      return outcome;
    });
  }
}

/** With the version, so that none of its files is ever read before it is known that it has to be scanned. */
async function askForScans(within: Pick<Store, "scans" | "outbox">, digests: readonly string[]): Promise<void> {
  const fresh = await within.scans.begin(digests);
  await within.outbox.add(fresh.map((digest) => ({ kind: SCAN, payload: { digest }, key: `${SCAN}:${digest}` })));
}

function stale(fullName: string, head: string | null): Problem {
  return new Problem("VERSION_STALE", `The newest version of ${fullName} is ${head ?? "none yet"}.`, { head });
}

function sameFiles(
  before: readonly { path: string; digest: string }[],
  next: readonly { path: string; digest: string }[],
): boolean {
  if (before.length !== next.length) return false;
  const digests = new Map(before.map(({ path, digest }) => [path, digest]));
  return next.every(({ path, digest }) => digests.get(path) === digest);
}
