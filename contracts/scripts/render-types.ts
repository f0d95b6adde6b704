import type { ContractDescription } from "./build-binding.ts";
import { isReserved } from "./golden-source.ts";
import { type FieldType, reachableRecords } from "./record-layouts.ts";

export const HEADER = "// Generated from contracts/Qubix.h by `npm run build`. Do not edit.\n\n";

/** CreateJob_input → CreateJobInput */
export function typeName(struct: string): string {
  return struct.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function typeScriptType(type: FieldType): string {
  if (typeof type !== "string") {
    if (type.of === "uint8" || type.of === "sint8") return "Uint8Array";
    return `${typeScriptType(type.of)}[]`;
  }
  if (type === "id") return "Uint8Array";
  if (type === "bit") return "boolean";
  if (/^(bits\d+|[su]int64)$/.test(type)) return "bigint";
  return /^[su]int\d+$/.test(type) ? "number" : typeName(type);
}

/** An interface per struct, and the map from procedures and functions to theirs. */
export function renderTypes({ layouts, roots, entries, names }: ContractDescription): string {
  const interfaces = reachableRecords(layouts, roots).map((record) => {
    const fields = layouts[record]!.fields.filter((field) => !isReserved(field.name)).map((field) => {
      const comment = names.comments[`${record}.${field.name}`];
      return `${comment ? `  /** ${comment} */\n` : ""}  ${field.name}: ${typeScriptType(field.type)};\n`;
    });
    if (fields.length === 0) return `export type ${typeName(record)} = Record<never, never>;\n`;
    return `export interface ${typeName(record)} {\n${fields.join("")}}\n`;
  });
  const records = reachableRecords(layouts, roots).map((record) => `  ${record}: ${typeName(record)};\n`);
  const group = (kind: string) =>
    entries
      .filter((entry) => entry.kind === kind)
      .map(({ name }) => `  ${lowerFirst(name)}: { input: ${name}Input; output: ${name}Output };\n`)
      .join("");
  return [
    HEADER,
    interfaces.join("\n"),
    `\n/** Every struct of the contract, by its name there. */\nexport interface Records {\n${records.join("")}}\n`,
    `\nexport interface Procedures {\n${group("procedure")}}\n`,
    `\nexport interface Functions {\n${group("function")}}\n`,
  ].join("");
}

export function lowerFirst(name: string): string {
  return name[0]!.toLowerCase() + name.slice(1);
}
