import type { ModelFile } from "@qubix/market";
import { checkPaths } from "@qubix/protocol";

/** What a new version changes. A path of a folder ends in a slash when it is removed. */
export interface FileChanges {
  put: readonly { path: string; digest: string }[];
  remove: readonly string[];
  /** Whatever is not put goes. */
  replaceAll?: boolean;
}

/** Paths and digests of the next version, in order of their paths. @throws ProtocolError INVALID_PATH */
export function changeFiles(
  files: readonly ModelFile[],
  { put, remove, replaceAll = false }: FileChanges,
): { path: string; digest: string }[] {
  const next = new Map(replaceAll ? [] : files.map(({ path, digest }) => [path, digest]));
  for (const path of remove) {
    if (path.endsWith("/")) {
      for (const one of [...next.keys()]) if (one.startsWith(path)) next.delete(one);
    } else next.delete(path);
  }
  for (const { path, digest } of put) next.set(path, digest);
  checkPaths(next.keys());
  return [...next].map(([path, digest]) => ({ path, digest })).sort((a, b) => (a.path < b.path ? -1 : 1));
}
