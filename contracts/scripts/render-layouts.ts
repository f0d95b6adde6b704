import type { ContractDescription } from "./build-binding.ts";
import { isReserved } from "./golden-source.ts";
import { type FieldType, reachableRecords } from "./record-layouts.ts";
import { HEADER, lowerFirst } from "./render-types.ts";

/** Offsets, sizes and types of all fields, and the numbers of procedures and functions. */
export function renderLayouts({ layouts, roots, entries }: ContractDescription): string {
  const records = reachableRecords(layouts, roots).map((name) => {
    const { size, fields } = layouts[name]!;
    const lines = fields
      .filter((field) => !isReserved(field.name))
      .map((field) => `      ["${field.name}", ${field.offset}, ${renderType(field.type)}],\n`);
    return `  ${name}: {\n    size: ${size},\n    fields: [\n${lines.join("")}    ],\n  },\n`;
  });
  const numbers = (kind: string) =>
    entries
      .filter((entry) => entry.kind === kind)
      .map(({ name, inputType }) => `  ${lowerFirst(name)}: { inputType: ${inputType}, name: "${name}" },\n`)
      .join("");
  return [
    HEADER,
    'import type { RecordLayout } from "../record-layout.ts";\nimport type { Functions, Procedures, Records } from "./types.ts";\n\n',
    `export const LAYOUTS: Record<keyof Records, RecordLayout> = {\n${records.join("")}};\n\n`,
    `export const PROCEDURES: Record<keyof Procedures, { inputType: number; name: string }> = {\n${numbers("procedure")}};\n\n`,
    `export const FUNCTIONS: Record<keyof Functions, { inputType: number; name: string }> = {\n${numbers("function")}};\n`,
  ].join("");
}

function renderType(type: FieldType): string {
  return typeof type === "string" ? `"${type}"` : `{ of: ${renderType(type.of)}, length: ${type.length} }`;
}
