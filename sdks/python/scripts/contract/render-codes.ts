import { CONTRACT_CODES } from "@qubix/contract";
import { HEADER } from "./names.ts";

/** The answers of the contract, with what they mean to people. */
export function renderCodes(): string {
  const lines = Object.values(CONTRACT_CODES).map(
    ({ code, name, text }) =>
      `    ${code}: (\n        ${JSON.stringify(name)},\n        ${JSON.stringify(text)},\n    ),\n`,
  );
  return [
    HEADER,
    "# ruff: noqa: E501, RUF001\n",
    '"""What the contract answers."""\n\n',
    "CODES: dict[int, tuple[str, str]] = {\n",
    ...lines,
    '}\n"""Name of each code, and what happened and what to do about it."""\n',
  ].join("");
}
