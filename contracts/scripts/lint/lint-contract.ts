import { constructors, globals, members, stackVariables } from "./declaration-rules.ts";
import { readDeclarations } from "./declarations.ts";
import { interfaceTypes } from "./interface-types.ts";
import type { Problem, Rule } from "./rule.ts";
import { literals, macroBlocks, names, pointers, scopes, signs, words } from "./token-rules.ts";
import { tokenize } from "./tokens.ts";

const RULES: Rule[] = [
  signs,
  words,
  literals,
  names,
  pointers,
  scopes,
  macroBlocks,
  globals,
  members,
  constructors,
  stackVariables,
  interfaceTypes,
];

/**
 * Checks a contract's source against the language rules of the network (Qubic Core, doc/contracts.md, "Restrictions of
 * C++ Language Features", and what its verification tool refuses beyond that).
 */
export function lintContract(source: string): Problem[] {
  const tokens = tokenize(source);
  const base = tokens.findIndex(({ text }) => text === "ContractBase");
  const struct = tokens.slice(0, Math.max(base, 0)).findLast(({ kind, text }) => kind === "name" && text !== "public");
  if (!struct) return [{ rule: "contract", line: 1, message: "no struct inherits from ContractBase" }];
  const contract = { tokens, declarations: readDeclarations(tokens), struct: struct.text };
  return RULES.flatMap((rule) => rule(contract)).sort((a, b) => a.line - b.line);
}
