import type { ContractSourceNames } from "./contract-source.ts";
import { type RecordLayouts, reachableRecords } from "./record-layouts.ts";

const GOLDEN_CAPACITY = 65_536;

/** Fields that are kept for later: always zero, and no part of the binding. */
export function isReserved(fieldName: string): boolean {
  return /^reserved\d*$/.test(fieldName);
}

/** The structs that can be filled, in the order of their numbers. */
export function goldenRecords(layouts: RecordLayouts, roots: string[]): string[] {
  return reachableRecords(layouts, roots).filter((name) => layouts[name]!.size <= GOLDEN_CAPACITY);
}

/**
 * C++ that fills every struct through its members, one number of a sequence after the other, and lists the constants.
 * Compiled with the contract, its bytes are what the TypeScript encoders are compared with.
 */
export function renderGoldenSource(
  layouts: RecordLayouts,
  roots: string[],
  names: ContractSourceNames,
  owner: string,
): string {
  const records = goldenRecords(layouts, roots);
  const qualified = (name: string) => (name === "OcRequest" ? "OCI::Qubix::OcRequest" : `${owner}::${name}`);
  const fillers = records.map((name) => {
    const fields = layouts[name]!.fields.filter((field) => !isReserved(field.name));
    const lines = fields.map((field) => `\tfill(record.${field.name}, sequence);\n`).join("");
    return `inline void fill(${qualified(name)}& record, Sequence& sequence)\n{\n${lines}}\n`;
  });
  const cases = records.map(
    (name, index) =>
      `\tcase ${index}: { auto& record = *reinterpret_cast<${qualified(name)}*>(Golden::buffer); ` +
      `__builtin_memset(Golden::buffer, 0, sizeof(record)); fill(record, sequence); return sizeof(record); }\n`,
  );
  const constants = [
    ...names.constants.map(({ name }) => name),
    ...names.enums.flatMap((e) => e.members.map((m) => m.name)),
  ];
  return [
    `#include "golden.h"\n\nnamespace Golden\n{\n${fillers.join("\n")}}\n\n`,
    `TO_LOADER("fill") QPI::uint32 fillRecord(QPI::uint32 number, QPI::uint64 next)\n{\n\tusing namespace Golden;\n\tSequence sequence{ next };\n`,
    `\tswitch (number)\n\t{\n${cases.join("")}\t}\n\treturn 0;\n}\n\n`,
    `static const QPI::sint64 constants[] = {\n${constants.map((name) => `\tQPI::sint64(${name}),\n`).join("")}};\n`,
    `TO_LOADER("constants") const QPI::sint64* constantTable() { return constants; }\n`,
  ].join("");
}
