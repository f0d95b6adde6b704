import { commands, type Tree } from "@yowasp/clang";

/** Sources by their path, as the compiler sees them. */
export type SourceFiles = Record<string, string>;

/** Flags for a module without a C library: C++20, every warning an error, no exceptions, no run-time types. */
export const MODULE_FLAGS = [
  "--target=wasm32-unknown-unknown",
  "-std=c++20",
  "-O2",
  "-Wall",
  "-Wextra",
  "-Werror",
  "-Wno-unused-parameter",
  "-ffreestanding",
  "-fno-exceptions",
  "-fno-rtti",
  "-fno-threadsafe-statics",
  "-mbulk-memory",
  "-nostdlib",
  "-Wl,--no-entry",
  "-Wl,--stack-first",
  "-Wl,-z,stack-size=1048576",
  "-Wl,--export=__stack_pointer",
];

export class CompileError extends Error {
  readonly code = "COMPILE_FAILED";
}

/**
 * Runs clang++ (LLVM as a WebAssembly module from npm) on files in memory.
 * Returns the output file and what the compiler printed; throws a CompileError with its diagnostics.
 */
export async function runClang(
  args: string[],
  files: SourceFiles,
  output: string,
): Promise<{ file: Uint8Array; printed: string }> {
  const printed: Uint8Array[] = [];
  const diagnostics: Uint8Array[] = [];
  let tree: Tree | undefined;
  await commands["clang++"](undefined, {}, { fetchProgress: () => {} }); // load quietly
  try {
    tree = await commands["clang++"](args, toTree(files), {
      stdout: (bytes) => void (bytes && printed.push(bytes.slice())),
      stderr: (bytes) => void (bytes && diagnostics.push(bytes.slice())),
      decodeASCII: false,
    });
  } catch (cause) {
    throw new CompileError(`The compiler refused the contract:\n${Buffer.concat(diagnostics).toString()}`, { cause });
  }
  const file = tree?.[output];
  if (!(file instanceof Uint8Array)) throw new CompileError(`The compiler wrote no ${output}`);
  return { file, printed: Buffer.concat(printed).toString() };
}

/** Compiles and links a WebAssembly module. */
export function compileModule(
  sources: string[],
  flags: string[],
  files: SourceFiles,
): Promise<{ file: Uint8Array; printed: string }> {
  return runClang([...MODULE_FLAGS, ...flags, ...sources, "-o", "out.wasm"], files, "out.wasm");
}

function toTree(files: SourceFiles): Tree {
  const root: Tree = {};
  for (const [path, text] of Object.entries(files)) {
    const parts = path.split("/");
    const name = parts.pop()!;
    let folder = root;
    for (const part of parts) {
      folder[part] ??= {};
      folder = folder[part] as Tree;
    }
    folder[name] = text;
  }
  return root;
}
