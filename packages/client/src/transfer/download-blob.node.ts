import { sha256OfBlob, UPLOAD_PART_BYTES } from "@qubix/protocol";
import type { HubClient } from "../hub/hub-client.ts";
import { HubError, isTransient } from "../hub/hub-error.ts";
import { releasePartial } from "./claim-partial.ts";
import { type Fetching, fetchPiece } from "./fetch-piece.ts";
import { ifFull } from "./if-full.ts";
import { inParallel } from "./in-parallel.ts";
import { PartialFile } from "./partial-file.ts";
import type { TransferOptions } from "./transfer-options.ts";

/** Pieces that are fetched at a time. */
const AT_ONCE = 4;
const PIECES_TIMEOUT_MS = 600_000;

/** What to download, and where to. */
export interface Download {
  /** `sha256:…` */
  digest: string;
  size: number;
  file: string;
}

/**
 * Downloads several pieces at a time into a file beside `file`, from where an earlier try ended, also that of a killed
 * process. The file appears once its digest is checked. Where that fails, the hub is asked for the digests of the pieces,
 * and only bad ones are fetched again.
 * @throws HubError BLOB_DIGEST_MISMATCH (nothing is kept then), DISK_FULL, and others
 */
export async function downloadBlob(
  hub: HubClient,
  { digest, size, file }: Download,
  attempts: number,
  { signal, onProgress }: TransferOptions = {},
): Promise<void> {
  const partial = await PartialFile.open(file, digest, size);
  const onBytes = () => onProgress?.({ done: partial.done, size });
  const fetching = { hub, digest, partial, attempts, onBytes };
  try {
    onBytes();
    await fetchAll(fetching, signal);
    if (`sha256:${await partial.digest()}` !== digest) await mend(fetching, signal);
    await partial.finish(file);
  } catch (error) {
    const isWrong = error instanceof HubError && error.code === "BLOB_DIGEST_MISMATCH";
    await (isWrong ? partial.discard() : partial.close());
    throw ifFull(error, file);
  } finally {
    releasePartial(partial.path);
  }
}

/** Fetches what is missing. */
async function fetchAll(fetching: Fetching, signal?: AbortSignal): Promise<void> {
  const pieces = [...fetching.partial.counts.keys()].filter((piece) => {
    const { from, to } = fetching.partial.missing(piece);
    return from < to;
  });
  await inParallel(pieces, AT_ONCE, (piece, either) => fetchPiece(fetching, piece, either), signal);
}

/** Fetches again the pieces that are not what the hub says they should be. @throws HubError BLOB_DIGEST_MISMATCH */
async function mend(fetching: Fetching, signal?: AbortSignal): Promise<void> {
  const { digest, partial, attempts } = fetching;
  const digests = await pieceDigests(fetching, signal);
  for (let again = 0; again < attempts && (await forgetBad(partial, digests)); again++)
    await fetchAll(fetching, signal);
  if (`sha256:${await partial.digest()}` !== digest) throw HubError.wrongBytes(digest, "other bytes");
}

/** @returns whether any piece has to come again */
async function forgetBad(partial: PartialFile, digests: readonly string[]): Promise<boolean> {
  let any = false;
  for (const piece of partial.counts.keys()) {
    if ((await partial.digest(partial.span(piece))) === digests[piece]) continue;
    await partial.forget(piece);
    any = true;
  }
  return any;
}

/** @throws HubError BLOB_DIGEST_MISMATCH also where the hub can't tell them */
async function pieceDigests({ hub, digest }: Fetching, signal?: AbortSignal): Promise<string[]> {
  try {
    const params = { sha256: sha256OfBlob(digest) };
    const pieces = await hub.call("getBlobPieces", {
      ...{ params, timeoutMs: PIECES_TIMEOUT_MS },
      ...(signal && { signal }),
    });
    if (pieces.pieceSize === UPLOAD_PART_BYTES) return pieces.digests;
  } catch (error) {
    if (!(error instanceof HubError) || isTransient(error)) throw error;
  }
  throw HubError.wrongBytes(digest, "other bytes");
}
