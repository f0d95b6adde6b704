import { type FieldType, FUNCTIONS, LAYOUTS, PROCEDURES } from "@qubix/contract";
import { className, HEADER, snakeCase } from "./names.ts";

type Name = keyof typeof LAYOUTS;

const IMPORTS = `
from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from ..codec import ID, S32, S64, U8, U16, U32, U64, U128, At, Bytes, Repeated
from ..record import Call, Question, Record, Structure
`;

/** A class for each struct that travels: what procedures and functions take and give, and what computors sign. */
export function renderRecords(): string {
  const procedures = new Map(Object.values(PROCEDURES).map(({ name, inputType }) => [`${name}_input`, inputType]));
  const functions = new Map(Object.values(FUNCTIONS).map(({ name, inputType }) => [`${name}_input`, inputType]));
  const roots = [...Object.values(PROCEDURES), ...Object.values(FUNCTIONS)].flatMap(({ name }) => [
    // The output first: the input's class names it.
    `${name}_output`,
    `${name}_input`,
  ]);
  const classes = reachable([...roots, "Event", "OcRequest"]).map((name) => {
    const call = procedures.get(name);
    const question = functions.get(name);
    if (call !== undefined) return render(name, "Call", [`PROCEDURE: ClassVar[int] = ${call}`]);
    if (question === undefined) return render(name, "Record", []);
    const output = className(name.replace("_input", "_output"));
    return render(name, `Question[${output}]`, [`FUNCTION: ClassVar[int] = ${question}`, `OUTPUT = ${output}`]);
  });
  return [HEADER, '"""The structs of the contract."""\n', IMPORTS, ...classes].join("");
}

function render(name: Name, base: string, constants: string[]): string {
  const { size, fields } = LAYOUTS[name];
  const title = `\n\n@dataclass(frozen=True, kw_only=True)\nclass ${className(name)}(${base}):\n    """\`${name}\`"""\n`;
  const head = [`SIZE: ClassVar[int] = ${size}`, ...constants].map((line) => `    ${line}\n`).join("");
  const lines = fields
    .filter(([field]) => !field.startsWith("_"))
    .map(
      ([field, offset, type]) =>
        `    ${snakeCase(field)}: Annotated[${pythonType(type)}, At(${offset}, ${codec(type)})]\n`,
    );
  return [title, "\n", head, ...(lines.length > 0 ? ["\n", ...lines] : [])].join("");
}

/** Raw bytes are given as such, not as a list of numbers. */
const isByte = (type: FieldType) => type === "uint8" || type === "sint8";

function pythonType(type: FieldType): string {
  if (typeof type !== "string") return isByte(type.of) ? "bytes" : `tuple[${pythonType(type.of)}, ...]`;
  if (type === "id") return "bytes";
  return /^(bits|sint|uint)/.test(type) ? "int" : className(type);
}

function codec(type: FieldType): string {
  if (typeof type !== "string")
    return isByte(type.of) ? `Bytes(${type.length})` : `Repeated(${codec(type.of)}, ${type.length})`;
  if (type === "id") return "ID";
  const number = /^(bits|sint|uint)(\d+)$/.exec(type);
  return number ? `${number[1] === "sint" ? "S" : "U"}${number[2]}` : `Structure(${className(type)})`;
}

/** The structs that these are made of, each after all that it contains. */
function reachable(roots: string[]): Name[] {
  const found = new Set<Name>();
  const visit = (type: FieldType): void => {
    const name = (typeof type === "string" ? type : type.of) as Name;
    if (!(name in LAYOUTS) || found.has(name)) return;
    for (const [, , of] of LAYOUTS[name].fields) visit(of);
    found.add(name);
  };
  for (const root of roots) visit(root);
  return [...found];
}
