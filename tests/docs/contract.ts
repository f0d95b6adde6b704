import { readFileSync } from "node:fs";
import {
  BatchStatus,
  CloseReason,
  EndReason,
  EventType,
  type FieldType,
  FUNCTIONS,
  JobState,
  LAYOUTS,
  Outcome,
  PROCEDURES,
  StartPolicy,
} from "@qubix/contract";
import { readContractNames } from "../../contracts/scripts/contract-source.ts";
import { FUNCTION_SUMMARIES, PROCEDURE_SUMMARIES } from "./call-summaries.ts";

const header = readFileSync(new URL("../../contracts/Qubix.h", import.meta.url), "utf8");
const { comments: fieldComments, enums } = readContractNames(header);
const structComments = new Map(
  [...header.matchAll(/((?:^\t\/\/ .*\n)+)^\tstruct (\w+)\n/gm)].map(([, lines, name]) => [name!, sentence(lines!)]),
);

/** Lists of values that records and events hold, by the name of the enum in the contract. */
const VALUES = { EventType, JobState, BatchStatus, StartPolicy, Outcome, EndReason, CloseReason };

/** The reference of the contract's calls, as Markdown, from its compiled layout and its source. */
export function contractReference(): string {
  const procedures = Object.entries(PROCEDURES).map(([key, call]) =>
    callText(call, PROCEDURE_SUMMARIES[key as keyof typeof PROCEDURES]),
  );
  const functions = Object.entries(FUNCTIONS).map(([key, call]) =>
    callText(call, FUNCTION_SUMMARIES[key as keyof typeof FUNCTIONS]),
  );
  const records = Object.keys(LAYOUTS).filter((name) => !/_(input|output)$/.test(name));
  return `# Contract reference

All calls of the contract with the bytes that they take and give. What they mean together, who is paid what, and what it costs is
told in [The contract](../contracts/README.md); refusals are explained under [error codes](error-codes.md). This page is
written by \`npm run docs:contract\` from the compiled layout and the comments in \`contracts/Qubix.h\`.

Numbers are little-endian, an \`id\` has 32 bytes, amounts are QU in \`sint64\`. Bytes between fields, and fields named
reserved, are zero. Each output of a procedure begins with \`code\`: 0, or why it was refused; a refusal gives back all that
was attached. \`@qubix/contract\` encodes and decodes all of this: \`call.createJob({…})\`, \`contractReader(node, index)\`.

## Procedures

A transaction to the contract's address with this input type. Its amount is what the caller attaches.

${procedures.join("\n")}
## Functions

Asked of a node; nothing is signed or paid.

${functions.join("\n")}
## Records

${records.map(recordText).join("\n")}
## Values

${Object.entries(VALUES)
  .map(([name, values]) => valuesText(name, values))
  .join("\n")}`;
}

function callText({ name, inputType }: { name: string; inputType: number }, summary: string): string {
  const [input, output] = [`${name}_input`, `${name}_output`];
  const more = structComments.get(input);
  return `### ${name}

Input type ${inputType}. ${summary}${more ? ` ${more}` : ""}

${fieldTable("Input", input)}
${fieldTable("Output", output)}`;
}

function recordText(name: string): string {
  const comment = structComments.get(name);
  return `### ${name}\n\n${comment ? `${comment}\n\n` : ""}${fieldTable("Record", name)}`;
}

function fieldTable(title: string, name: string): string {
  const { size, fields } = LAYOUTS[name as keyof typeof LAYOUTS];
  const rows = fields.map(
    ([field, offset, type]) =>
      `| \`${field}\` | ${offset} | ${typeText(type)} | ${fieldComments[`${name}.${field}`] ?? ""} |`,
  );
  const bytes = `${size.toLocaleString("en")} bytes`;
  return rows.length === 0
    ? `${title}: ${bytes}, all zero.\n`
    : `| ${title.toLowerCase()}, ${bytes} | at | type | |\n|---|---|---|---|\n${rows.join("\n")}\n`;
}

function typeText(type: FieldType): string {
  return typeof type === "string" ? `\`${type}\`` : `${type.length.toLocaleString("en")} × ${typeText(type.of)}`;
}

function valuesText(name: string, values: Record<string, number>): string {
  const told = enums.find((one) => one.name === `QUBIX_${name}`)?.members ?? [];
  const rows = Object.entries(values).map(
    ([key, value], index) => `| ${value} | ${key} | ${told[index]?.comment ?? ""} |`,
  );
  return `### ${name}\n\n| value | name | |\n|---|---|---|\n${rows.join("\n")}\n`;
}

/** Lines of a comment as one text that ends with a full stop, fit for Markdown. */
function sentence(lines: string): string {
  const text = lines
    .replace(/^\t\/\/ /gm, "")
    .trim()
    .replaceAll("\n", " ")
    .replaceAll("*", "×");
  return `${text[0]!.toUpperCase()}${text.slice(1)}${/[.:]$/.test(text) ? "" : "."}`;
}
