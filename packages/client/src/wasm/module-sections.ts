import { ByteReader } from "./byte-reader.ts";
import { invalid, refused } from "./module-error.ts";

/** A function's signature, value types as their binary codes. */
export type FunctionType = { parameters: Uint8Array; results: Uint8Array };
export type Import = { module: string; name: string; type: number };
export type Limits = { minimum: number; maximum: number | undefined };
export type FunctionBody = { bytes: Uint8Array; start: number; end: number };

/** What the instrumentation needs to know about a module; sections it doesn't change stay raw bytes by section id. */
export type ModuleSections = {
  types: FunctionType[];
  imports: Import[];
  /** Type index of each function, imports first. */
  functions: number[];
  tables: number;
  memory: Limits | undefined;
  globals: number;
  exports: { name: string; kind: number; index: number }[];
  bodies: FunctionBody[];
  raw: Map<number, Uint8Array>;
};

export const SECTION = {
  custom: 0,
  type: 1,
  import: 2,
  function: 3,
  table: 4,
  memory: 5,
  global: 6,
  export: 7,
  start: 8,
  element: 9,
  code: 10,
  data: 11,
  dataCount: 12,
} as const;

const VALUE_TYPES = new Set([0x7f, 0x7e, 0x7d, 0x7c, 0x7b, 0x70, 0x6f]);
const MAXIMUM_TABLE = 1_000_000;

/** Splits a module into its sections. Throws ModuleError for what is malformed and for each feature that is refused.
 * The caller has the engine validate the module as a whole: here only structure and features are looked at. */
export function readSections(bytes: Uint8Array): ModuleSections {
  const reader = new ByteReader(bytes);
  const magic = reader.take(8);
  if (![0, 0x61, 0x73, 0x6d, 1, 0, 0, 0].every((byte, i) => magic[i] === byte)) {
    throw invalid("this is not a WebAssembly module of version 1 (components are not modules)");
  }
  const module: ModuleSections = {
    types: [],
    imports: [],
    functions: [],
    tables: 0,
    memory: undefined,
    globals: 0,
    exports: [],
    bodies: [],
    raw: new Map(),
  };
  while (!reader.done) {
    const id = reader.byte();
    const part = reader.take(reader.count());
    if (id === SECTION.custom) continue;
    if (id === SECTION.start) throw refused("the module has a start function; export `_start` instead");
    if (id > SECTION.dataCount)
      throw refused("the module uses exception handling or another extension that is not allowed");
    if (module.raw.has(id)) throw invalid("the module has a section twice");
    module.raw.set(id, part);
    readers[id]?.(new ByteReader(part), module);
  }
  return module;
}

const readers: Record<number, (reader: ByteReader, module: ModuleSections) => void> = {
  [SECTION.type](reader, module) {
    for (let left = reader.count(); left > 0; left--) {
      if (reader.byte() !== 0x60) throw refused("the module uses garbage-collected types");
      module.types.push({ parameters: valueTypes(reader), results: valueTypes(reader) });
    }
  },
  [SECTION.import](reader, module) {
    for (let left = reader.count(); left > 0; left--) {
      const from = reader.name();
      const name = reader.name();
      if (reader.byte() !== 0)
        throw refused(
          `the module imports "${from}.${name}", which is not a function; only WASI functions can be imported`,
        );
      const type = reader.u32();
      module.imports.push({ module: from, name, type });
      module.functions.push(type);
    }
  },
  [SECTION.function](reader, module) {
    for (let left = reader.count(); left > 0; left--) module.functions.push(reader.u32());
  },
  [SECTION.table](reader, module) {
    for (module.tables = reader.count(); !reader.done; ) {
      const type = reader.byte();
      if (type !== 0x70 && type !== 0x6f) throw refused("the module has a table of an unknown kind");
      if (limits(reader, "table").minimum > MAXIMUM_TABLE)
        throw refused(`the module has a table of more than ${MAXIMUM_TABLE} entries`);
    }
  },
  [SECTION.memory](reader, module) {
    const count = reader.count();
    if (count > 1) throw refused("the module has more than one memory");
    if (count === 1) module.memory = limits(reader, "memory");
  },
  [SECTION.global](reader, module) {
    module.globals = reader.u32();
  },
  [SECTION.export](reader, module) {
    for (let left = reader.count(); left > 0; left--)
      module.exports.push({ name: reader.name(), kind: reader.byte(), index: reader.u32() });
  },
  [SECTION.code](reader, module) {
    for (let left = reader.count(); left > 0; left--) {
      const size = reader.count();
      module.bodies.push({ bytes: reader.bytes, start: reader.at, end: reader.at + size });
      reader.take(size);
    }
  },
};

function valueTypes(reader: ByteReader): Uint8Array {
  const types = reader.take(reader.count());
  if (!types.every((type) => VALUE_TYPES.has(type)))
    throw refused("the module uses value types of an extension that is not allowed");
  return types;
}

function limits(reader: ByteReader, what: string): Limits {
  const flags = reader.byte();
  if (flags & 0x02) throw refused(`the module has a shared ${what}; threads are not allowed`);
  if (flags & 0x04) throw refused(`the module has a 64-bit ${what}; compile for wasm32`);
  if (flags > 1) throw refused(`the module has a ${what} with unknown limits`);
  const minimum = reader.u32();
  return { minimum, maximum: flags & 1 ? reader.u32() : undefined };
}
