import { ByteReader } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";
import { emptyInstruction, readInstruction } from "./instruction-reader.ts";
import { instrumentFunction, skipLocals } from "./instrument-function.ts";
import { invalid, ModuleError, refused } from "./module-error.ts";
import { type FunctionBody, type FunctionType, type ModuleSections, readSections, SECTION } from "./module-sections.ts";
import { checkImports } from "./wasi-imports.ts";

/** Modules above this are refused before they are read. */
export const MAXIMUM_MODULE_BYTES = 64 * 1024 * 1024;

/** Stack that frames may take by our count, in bytes. The real stack of a job is many times larger, so that the
 * count is always what ends a recursion, on every machine at the same call. */
export const DEPTH_LIMIT = 16 * 1024 * 1024;

/** Names of the globals that an instrumented module exports: fuel left (i64, negative = used up), frame bytes in use
 * (i32, above DEPTH_LIMIT = too deep) and a flag (i32) that the machine, not the program, failed. */
export const METER_EXPORTS = { fuel: "qubix.fuel", depth: "qubix.depth", hostFailure: "qubix.host-failure" } as const;

const PAGE = 65536;
const KIND = { function: 0, memory: 2, global: 3 } as const;

/** Checks a WASI command and rewrites it so that what it computes, what it costs and how it ends depend on nothing but
 * its input: fuel, call depth, canonical NaNs and a fixed maximum of memory. See docs/determinism.md.
 * @param memoryMiB the job's limit; a module that starts above it throws ModuleError("too-much-memory")
 * @throws ModuleError with the reason in words */
export function instrument(bytes: Uint8Array, memoryMiB: number): Uint8Array {
  const module = checkModule(bytes);
  const limitPages = Math.min(65536, Math.floor((memoryMiB * 1024 * 1024) / PAGE));
  if (module.memory && module.memory.minimum > limitPages) {
    throw new ModuleError(
      "too-much-memory",
      `the module starts with ${Math.ceil(module.memory.minimum / 16)} MiB of memory, the job allows ${memoryMiB} MiB; raise limits.memoryMiB`,
    );
  }
  return rewrite(module, Math.min(limitPages, module.memory?.maximum ?? limitPages));
}

/** All checks that need no limits: for whoever wants to know before paying. Throws ModuleError. */
export function checkModule(bytes: Uint8Array): ModuleSections {
  if (bytes.length > MAXIMUM_MODULE_BYTES)
    throw refused(`the module is larger than ${MAXIMUM_MODULE_BYTES / 1024 / 1024} MiB`);
  const module = readSections(bytes);
  checkImports(module.imports, module.types);
  for (const body of module.bodies) scanInstructions(body);
  if (!WebAssembly.validate(bytes as Uint8Array<ArrayBuffer>))
    throw invalid("the module does not pass WebAssembly's validation");
  const start = module.exports.find((entry) => entry.name === "_start");
  if (!start || start.kind !== KIND.function)
    throw refused("the module exports no function `_start`; build a WASI command, not a library");
  const type = module.types[module.functions[start.index] ?? -1];
  if (!type || type.parameters.length + type.results.length > 0) throw refused("`_start` must take and return nothing");
  if (
    module.imports.length > 0 &&
    !module.exports.some(({ name, kind }) => name === "memory" && kind === KIND.memory)
  ) {
    throw refused("the module imports WASI functions but does not export its memory as `memory`");
  }
  if (module.exports.some(({ name }) => name.startsWith("qubix.")))
    throw refused("names that begin with `qubix.` are reserved");
  return module;
}

/** Reads each instruction, so that a refused one is named instead of "not valid". */
function scanInstructions(body: FunctionBody): void {
  const reader = skipLocals(body);
  const instruction = emptyInstruction();
  while (!reader.done) readInstruction(reader, instruction);
}

function rewrite(module: ModuleSections, maximumPages: number): Uint8Array {
  const types = [...module.types];
  const globals = { fuel: module.globals, depth: module.globals + 1, hostFailure: module.globals + 2 };
  const context = {
    types: module.types,
    functions: module.functions,
    globals,
    maximumPages,
    depthLimit: DEPTH_LIMIT,
    blockType: (results: Uint8Array) => blockType(types, results),
  };
  const code = new ByteWriter(1 << 16).u32(module.bodies.length);
  module.bodies.forEach((body, i) => {
    const type = module.types[module.functions[module.imports.length + i] ?? -1];
    if (!type) throw invalid("a function has no type");
    code.sized(instrumentFunction(body, type, context));
  });

  const sections = new Map(module.raw);
  sections.set(SECTION.type, typeSection(types));
  sections.set(SECTION.global, globalSection(module));
  sections.set(SECTION.export, exportSection(module, globals));
  sections.set(SECTION.code, code.bytes);
  if (module.memory)
    sections.set(SECTION.memory, new ByteWriter().u32(1).byte(1).u32(module.memory.minimum).u32(maximumPages).bytes);

  const out = new ByteWriter(code.length + 65536).write([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
  for (const id of SECTION_ORDER) {
    const part = sections.get(id);
    if (part) out.byte(id).sized(part);
  }
  return out.bytes;
}

/** The data count section stands before the code, in spite of its number. */
const SECTION_ORDER = [1, 2, 3, 4, 5, 6, 7, 9, 12, 10, 11];

function blockType(types: FunctionType[], results: Uint8Array): number {
  if (results.length === 0) return -64;
  if (results.length === 1) return results[0]! - 0x80;
  types.push({ parameters: new Uint8Array(0), results });
  return types.length - 1;
}

function typeSection(types: readonly FunctionType[]): Uint8Array {
  const out = new ByteWriter().u32(types.length);
  for (const { parameters, results } of types) out.byte(0x60).sized(parameters).sized(results);
  return out.bytes;
}

function globalSection(module: ModuleSections): Uint8Array {
  const reader = new ByteReader(module.raw.get(SECTION.global) ?? new Uint8Array([0]));
  const count = reader.u32();
  const out = new ByteWriter().u32(count + 3).write(reader.bytes.subarray(reader.at));
  // Mutable i64 fuel, i32 depth, i32 flag, all zero at first: the host sets the fuel before it calls `_start`.
  return out.write([0x7e, 1, 0x42, 0, 0x0b]).write([0x7f, 1, 0x41, 0, 0x0b]).write([0x7f, 1, 0x41, 0, 0x0b]).bytes;
}

function exportSection(module: ModuleSections, globals: Record<keyof typeof METER_EXPORTS, number>): Uint8Array {
  const reader = new ByteReader(module.raw.get(SECTION.export) ?? new Uint8Array([0]));
  const count = reader.u32();
  const out = new ByteWriter().u32(count + 3).write(reader.bytes.subarray(reader.at));
  for (const key of ["fuel", "depth", "hostFailure"] as const)
    out.name(METER_EXPORTS[key]).byte(KIND.global).u32(globals[key]);
  return out.bytes;
}
