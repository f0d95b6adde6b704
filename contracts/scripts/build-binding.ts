import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type ContractEntry, ContractInstance } from "../../packages/devnet/src/contract/index.ts";
import { buildContract, contractFiles, contractFlags, layoutsPath, QUBIX, wasmPath } from "./build-contract.ts";
import { compileModule, MODULE_FLAGS } from "./clang.ts";
import { type ContractSourceNames, readContractNames } from "./contract-source.ts";
import { goldenRecords, renderGoldenSource } from "./golden-source.ts";
import { inputHash, isUpToDate, markUpToDate, writeWhole } from "./incremental.ts";
import { CONTRACT_INDEX, CONTRACTS, DIST, readSource } from "./paths.ts";
import { parseRecordLayouts, type RecordLayouts } from "./record-layouts.ts";
import { renderConstants } from "./render-constants.ts";
import { renderLayouts } from "./render-layouts.ts";
import { renderTypes } from "./render-types.ts";

/** Everything the binding is made from. */
export interface ContractDescription {
  layouts: RecordLayouts;
  /** The structs that are part of the interface. */
  roots: string[];
  entries: readonly ContractEntry[];
  names: ContractSourceNames;
}

const GENERATED = join(CONTRACTS, "../packages/contract/src/generated");
export const GOLDEN_WASM = join(DIST, "Qubix.golden.wasm");

/** Reads the built contract. */
export function describeContract(): ContractDescription {
  const layouts = parseRecordLayouts(readFileSync(layoutsPath(QUBIX), "utf8"), QUBIX.struct);
  const module = new WebAssembly.Module(readFileSync(wasmPath(QUBIX)));
  const entries = ContractInstance.entriesOf(module, CONTRACT_INDEX);
  const names = readContractNames(readSource(QUBIX.header)[QUBIX.header]!);
  const roots = entries.flatMap(({ name }) => [`${name}_input`, `${name}_output`]).filter((name) => layouts[name]);
  return { layouts, roots: [...roots, "OcRequest", "StateData"], entries, names };
}

/** The structs that Qubix.golden.wasm can fill, by number. */
export function goldenNames(description: ContractDescription): string[] {
  return goldenRecords(description.layouts, description.roots);
}

async function buildGolden(description: ContractDescription): Promise<void> {
  const golden = renderGoldenSource(description.layouts, description.roots, description.names, QUBIX.struct);
  const files = { ...contractFiles(QUBIX), "golden.cpp": `#include "host/main.cpp"\n${golden}` };
  const flags = [...contractFlags(QUBIX), "-O0"];
  const hash = inputHash([files, MODULE_FLAGS, flags]);
  if (isUpToDate([GOLDEN_WASM], hash)) return;
  const { file } = await compileModule(["golden.cpp", "host/freestanding.cpp"], flags, files);
  writeWhole(GOLDEN_WASM, file);
  markUpToDate([GOLDEN_WASM], hash);
}

/** The values of the contract's constants and enum members, by name. */
function readConstants(names: ContractSourceNames): Map<string, bigint> {
  const chain = new Proxy({}, { get: () => () => 0 });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(GOLDEN_WASM)), { chain });
  const exports = instance.exports as { memory: WebAssembly.Memory; constants(): number };
  const all = [...names.constants, ...names.enums.flatMap((group) => group.members)];
  const values = new BigInt64Array(exports.memory.buffer, exports.constants(), all.length);
  return new Map(all.map(({ name }, index) => [name, values[index]!]));
}

/** The files of packages/contract/src/generated, as the contract in the tree wants them. Compiles what is not. */
export async function renderBinding(): Promise<Map<string, string>> {
  await buildContract(QUBIX);
  const description = describeContract();
  await buildGolden(description);
  return new Map([
    [join(GENERATED, "layouts.ts"), renderLayouts(description)],
    [join(GENERATED, "types.ts"), renderTypes(description)],
    [join(GENERATED, "constants.ts"), renderConstants(description.names, readConstants(description.names))],
  ]);
}

/** Writes the generated part of packages/contract. Returns whether anything changed. */
export async function buildBinding(): Promise<boolean> {
  const stale = staleFiles(await renderBinding());
  for (const [path, text] of stale) writeWhole(path, text);
  return stale.length > 0;
}

/** Those generated files that differ from what is on disk. */
export function staleFiles(files: Map<string, string>): [path: string, text: string][] {
  return [...files].filter(([path, text]) => readIfThere(path) !== text);
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
