import type { FileSystem } from "./wasi/file-system.ts";
import type { DirectoryNode } from "./wasi/nodes.ts";

const MAXIMUM_OUTPUTS = 4096;
const MAXIMUM_PATH = 255;

/** The files below /out by relative path, sorted by UTF-16 code units. Undefined if there are too many or one has too
 * long a path: the program did what no result can say. Empty directories don't count. */
export function collectOutputs(files: FileSystem): { path: string; bytes: Uint8Array }[] | undefined {
  const outputs: { path: string; bytes: Uint8Array }[] = [];
  const visit = (directory: DirectoryNode, prefix: string) => {
    for (const [name, node] of directory.entries) {
      if (node.kind === "directory") visit(node, `${prefix}${name}/`);
      else outputs.push({ path: prefix + name, bytes: node.content });
    }
  };
  const out = files.root.entries.get("out");
  if (out?.kind === "directory") visit(out, "");
  if (outputs.length > MAXIMUM_OUTPUTS || outputs.some(({ path }) => path.length > MAXIMUM_PATH)) return undefined;
  return outputs.sort((a, b) => (a.path < b.path ? -1 : 1));
}
