import { join } from "node:path";
import { compileModule, MODULE_FLAGS, type SourceFiles } from "./clang.ts";
import { inputHash, isUpToDate, markUpToDate, writeWhole } from "./incremental.ts";
import { CONTRACT_INDEX, DIST, readHostSources, readSource } from "./paths.ts";

/** A contract to compile: its header, its state struct, and its OC interface header if it has one. */
export interface ContractSource {
  name: string;
  header: string;
  struct: string;
  ocHeader?: string;
}

const DUMP_LAYOUTS = ["-Xclang", "-fdump-record-layouts-complete", "-Xclang", "-fdump-record-layouts-canonical"];

export const QUBIX: ContractSource = { name: "Qubix", header: "Qubix.h", struct: "QUBIX", ocHeader: "QubixOC.h" };

/** The contract that tests the host. */
export const TRIAL: ContractSource = { name: "Trial", header: "host/test/trial.h", struct: "TRIAL" };

export function contractFiles(source: ContractSource): SourceFiles {
  return {
    ...readHostSources(),
    ...readSource(source.header),
    ...(source.ocHeader ? readSource(source.ocHeader) : {}),
  };
}

/** Compiler flags that name the contract. */
export function contractFlags(source: ContractSource): string[] {
  return [
    "-Ihost",
    "-I.",
    `-DCONTRACT_STATE_TYPE=${source.struct}`,
    `-DCONTRACT_HEADER="${source.header}"`,
    `-DCONTRACT_INDEX=${CONTRACT_INDEX}`,
    ...(source.ocHeader ? [`-DOC_HEADER="${source.ocHeader}"`] : []),
  ];
}

/** Path of the compiled contract. */
export function wasmPath(source: ContractSource): string {
  return join(DIST, `${source.name}.wasm`);
}

/** What the compiler said about the layout of structs, beside the compiled contract. */
export function layoutsPath(source: ContractSource): string {
  return join(DIST, `${source.name}.layouts.txt`);
}

/** Compiles a contract to `dist/<name>.wasm` unless it is up to date. Returns whether it compiled. */
export async function buildContract(source: ContractSource): Promise<boolean> {
  const files = contractFiles(source);
  const outputs = [wasmPath(source), layoutsPath(source)];
  const hash = inputHash([files, MODULE_FLAGS, DUMP_LAYOUTS, contractFlags(source)]);
  if (isUpToDate(outputs, hash)) return false;
  const { file, printed } = await compileModule(
    ["host/main.cpp", "host/freestanding.cpp"],
    [...contractFlags(source), ...DUMP_LAYOUTS],
    files,
  );
  writeWhole(wasmPath(source), file);
  writeWhole(layoutsPath(source), printed);
  markUpToDate(outputs, hash);
  return true;
}
