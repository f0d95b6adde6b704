import { instrument, ModuleError } from "@qubix/client/wasm";
import { toHex } from "@qubix/qubic";

const text = (value: string) => [value.length, ...new TextEncoder().encode(value)];
const section = (id: number, ...content: number[]) => [id, content.length, ...content];
const START = { type: [0x60, 0, 0], code: [2, 0, 0x0b] };
const MEMORY = [...text("memory"), 2, 0];
const EXPORT_START = [...text("_start"), 0, 0];

const types = (...of: number[][]) => section(1, of.length, ...of.flat());
const functions = (...of: number[]) => section(3, of.length, ...of);
const exported = (...of: number[][]) => section(7, of.length, ...of.flat());
const code = section(10, 1, ...START.code);
const imported = (module: string, name: string, kind: number, ...type: number[]) =>
  section(2, 1, ...text(module), ...text(name), kind, ...type);
const start = [...types(START.type), ...functions(0), ...exported(EXPORT_START), ...code];
const WASI = "wasi_snapshot_preview1";
const withImport = (module: string, name: string, signature: number[], ...exports: number[][]) => [
  ...types(START.type, signature),
  ...imported(module, name, 0, 1),
  ...functions(0),
  ...section(5, 1, 0, 1),
  ...exported([...text("_start"), 0, 1], ...exports),
  ...code,
];
const fdClose = [0x60, 1, 0x7f, 1, 0x7f];

/** Modules by what they are made of; the header is put before them. */
const MODULES: Record<string, number[]> = {
  "the least command": start,
  "a custom section": [...section(0, ...text("name"), 1, 2), ...start, ...section(0, ...text("name"))],
  "WASI with memory": withImport(WASI, "fd_close", fdClose, MEMORY),
  "WASI without memory": withImport(WASI, "fd_close", fdClose),
  "another signature": withImport(WASI, "fd_close", [0x60, 1, 0x7e, 1, 0x7f], MEMORY),
  "an unknown function": withImport(WASI, "fd_open", fdClose, MEMORY),
  "the name of a member that objects have": withImport(WASI, "constructor", fdClose, MEMORY),
  "another host": withImport("env", "print", fdClose, MEMORY),
  "an imported memory": [...types(START.type), ...imported("env", "memory", 2, 0, 1)],
  "nothing at all": [],
  "no _start": [...types(START.type), ...functions(0), ...code],
  "a _start that is memory": [...section(5, 1, 0, 1), ...exported([...text("_start"), 2, 0])],
  "a _start with a parameter": [
    ...types([0x60, 1, 0x7f, 0]),
    ...functions(0),
    ...exported(EXPORT_START),
    ...section(10, 1, 2, 0, 0x0b),
  ],
  "a reserved name": [
    ...types(START.type),
    ...functions(0),
    ...exported(EXPORT_START, [...text("qubix.fuel"), 0, 0]),
    ...code,
  ],
  "a start function": [...types(START.type), ...functions(0), ...exported(EXPORT_START), ...section(8, 0), ...code],
  "an exception's tag": [...types(START.type), ...section(13, 1, 0, 0)],
  "a section twice": [...types(START.type), ...types(START.type)],
  "garbage-collected types": section(1, 1, 0x5f, 0),
  "a value type of another time": types([0x60, 1, 0x6e, 0]),
  "a shared memory": section(5, 1, 3, 1, 2),
  "a 64-bit memory": section(5, 1, 4, 1),
  "a memory with unknown limits": section(5, 1, 8, 1),
  "two memories": section(5, 2, 0, 1, 0, 1),
  "a table of an unknown kind": section(4, 1, 0x40, 0, 1),
  "a large table": section(4, 1, 0x70, 0, 0xc1, 0x84, 0x3d),
  "a large memory": [
    ...types(START.type),
    ...functions(0),
    ...section(5, 1, 0, 0x81, 0x02),
    ...exported(EXPORT_START),
    ...code,
  ],
  "a memory that just fits": [
    ...types(START.type),
    ...functions(0),
    ...section(5, 1, 0, 0x80, 0x02),
    ...exported(EXPORT_START),
    ...code,
  ],
  "a cut-off section": [1, 9, 1],
  "a cut-off item": section(1, 1),
  "an endless number": [1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
  "too long a list": section(3, 0x7f),
};

/** Each with the reason for which it is refused on a job of 16 MiB, or null. */
export function moduleVectors(): unknown[] {
  const made = Object.entries(MODULES).map(([name, content]) => {
    const bytes = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...content);
    return { name, module: toHex(bytes), reason: reasonOf(bytes) };
  });
  const component = Uint8Array.of(0, 0x61, 0x73, 0x6d, 13, 0, 1, 0);
  return [...made, { name: "a component", module: toHex(component), reason: reasonOf(component) }];
}

function reasonOf(bytes: Uint8Array): string | null {
  try {
    instrument(bytes, 16);
    return null;
  } catch (error) {
    if (error instanceof ModuleError) return error.message;
    throw error;
  }
}
