import * as contract from "@qubix/contract";
import { HEADER, screaming } from "./names.ts";

const isEnum = (name: string, value: unknown): value is Record<string, number> =>
  /^[A-Z][a-z]/.test(name) && typeof value === "object" && Object.values(value as object).every(Number.isInteger);

/** The contract's constants and enums. */
export function renderConstants(): string {
  const exported = Object.entries(contract as Record<string, unknown>).sort(([a], [b]) => (a < b ? -1 : 1));
  const constants = exported
    .filter(([name, value]) => /^[A-Z_]+$/.test(name) && (typeof value === "number" || typeof value === "bigint"))
    .map(([name, value]) => `${name} = ${value}\n`);
  const enums = exported.flatMap(([name, value]) => (isEnum(name, value) ? [renderEnum(name, value)] : []));
  return [
    HEADER,
    '"""Limits, numbers and states of the contract."""\n\n',
    "from enum import IntEnum\n\n",
    ...constants,
    ...enums,
  ].join("");
}

function renderEnum(name: string, members: Record<string, number>): string {
  const lines = Object.entries(members).map(([member, value]) => `    ${screaming(member)} = ${value}\n`);
  return `\n\nclass ${name}(IntEnum):\n    """\`${name}\` of the contract."""\n\n${lines.join("")}`;
}
