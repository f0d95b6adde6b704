import { ProtocolError } from "../errors/protocol-error.ts";

/** Files of one version. */
export const MAX_VERSION_FILES = 10_000;
const MAX_PATH = 255;
/** Names that mean a device to Windows, with any ending. */
const DEVICES = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i;
/** Invisible, turning the direction of writing, unassigned, or for private use. */
const TRICKS = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\u2028\u2029\uFFFD]/u;

/**
 * Why a path can't be that of a file of a version; undefined when it can. Whatever it is unpacked on, it must stay in its
 * folder, be shown as what it is, and be the same file everywhere.
 */
export function pathFault(path: string): string | undefined {
  if (path === "" || path.length > MAX_PATH) return `a path has 1 to ${MAX_PATH} characters`;
  if (path !== path.normalize("NFC")) return "it is not in Unicode's normal form C";
  if (TRICKS.test(path)) return "it has invisible, directional or unassigned characters";
  if (/[\\:*?"<>|]/.test(path)) return 'it has one of \\ : * ? " < > |';
  for (const part of path.split("/")) {
    if (part === "" || part === "." || part === "..") return "it has an empty part, . or ..";
    if (part.startsWith(" ") || /[ .]$/.test(part)) return "a part begins with a space, or ends with a space or a dot";
    if (DEVICES.test(part)) return `${part} is the name of a device`;
    if ([".git", ".cache"].includes(part.toLowerCase())) return `${part} folders are not kept`;
  }
  return undefined;
}

/**
 * Whether all paths can lie in one folder on any system. @throws ProtocolError INVALID_PATH for one that can't be, or for
 * two that are the same in another case, or a file where another one has a folder
 */
export function checkPaths(paths: Iterable<string>): void {
  const files = new Map<string, string>();
  for (const path of paths) {
    const fault = pathFault(path);
    if (fault !== undefined) throw refused(path, fault);
    const key = fold(path);
    const other = files.get(key);
    if (other !== undefined) throw refused(path, `it differs from ${JSON.stringify(other)} only in case`);
    files.set(key, path);
  }
  if (files.size > MAX_VERSION_FILES) throw refused("", `a version has at most ${MAX_VERSION_FILES} files`);
  const folders = new Map<string, string>();
  for (const [key, path] of files) {
    for (let at = path.indexOf("/"); at !== -1; at = path.indexOf("/", at + 1)) {
      const folder = path.slice(0, at);
      const other = folders.get(fold(folder));
      if (other !== undefined && other !== folder)
        throw refused(path, `its folder differs from ${JSON.stringify(other)} only in case`);
      folders.set(fold(folder), folder);
    }
    if (folders.has(key)) throw refused(path, "it is a file and a folder");
  }
  for (const folder of folders.keys())
    if (files.has(folder)) throw refused(files.get(folder)!, "it is a file and a folder");
}

/** How a file system that does not tell cases apart sees a path. */
const fold = (path: string): string => path.toUpperCase().toLowerCase().normalize("NFC");

function refused(path: string, why: string): ProtocolError {
  return new ProtocolError(
    "INVALID_PATH",
    path === "" ? `${why}.` : `${JSON.stringify(path)} can't be a file here: ${why}.`,
    { path },
  );
}
