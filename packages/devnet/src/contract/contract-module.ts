/** What a compiled contract exports (contracts/host/exports.h). Pointers are addresses in its memory. */
export interface ContractExports {
  memory: WebAssembly.Memory;
  __stack_pointer: WebAssembly.Global<"i32">;
  start(contractIndex: number): void;
  entries(): number;
  entryCount(): number;
  caller(): number;
  inputBuffer(): number;
  state(): number;
  stateSize(): number;
  isDirty(): number;
  clearDirty(): void;
  procedure(inputType: number, size: number): number;
  function(inputType: number, size: number): number;
  system(number: number): void;
  postIncomingTransfer(): void;
  depth(): number;
  stackTop(): number;
  insideCallback(): number;
  unwind(depth: number, stackTop: number, insideCallback: number): void;
}

/** A procedure or function as the contract registered it. Sizes are bytes. */
export interface ContractEntry {
  kind: "procedure" | "function";
  inputType: number;
  inputSize: number;
  outputSize: number;
  localsSize: number;
  name: string;
}

const ENTRY_SIZE = 28;

/** Reads the table of registered procedures and functions. */
export function readEntries(exports: ContractExports): ContractEntry[] {
  const view = new DataView(exports.memory.buffer);
  const bytes = new Uint8Array(exports.memory.buffer);
  const entries: ContractEntry[] = [];
  for (let i = 0; i < exports.entryCount(); i++) {
    const at = exports.entries() + i * ENTRY_SIZE;
    const nameAt = view.getUint32(at + 24, true);
    entries.push({
      kind: view.getUint32(at, true) === 0 ? "procedure" : "function",
      inputType: view.getUint32(at + 4, true),
      inputSize: view.getUint32(at + 8, true),
      outputSize: view.getUint32(at + 12, true),
      localsSize: view.getUint32(at + 16, true),
      name: Buffer.from(bytes.subarray(nameAt, bytes.indexOf(0, nameAt))).toString("latin1"),
    });
  }
  return entries;
}
