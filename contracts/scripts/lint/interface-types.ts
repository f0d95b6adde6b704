import type { Contract, Problem, Rule } from "./rule.ts";
import type { Token } from "./tokens.ts";

const PLAIN = /^([su]int(8|16|32|64)(_\d+)?|bit(_\d+)?|id|NoData)$/;
const PUBLIC = /^PUBLIC_(PROCEDURE|FUNCTION)(_WITH_LOCALS)?$/;

interface Field {
  type: Token[];
  line: number;
}

/** Inputs and outputs of public procedures and functions hold numbers, bit, id, Array, BitArray and structs of those. */
export const interfaceTypes: Rule = (contract) => {
  const fields = readFields(contract);
  const problems: Problem[] = [];
  const checked = new Set<string>();
  const check = (struct: string) => {
    if (checked.has(struct)) return;
    checked.add(struct);
    for (const { type, line } of fields.get(struct) ?? []) {
      const bad = forbiddenPart(type, fields);
      if (bad) problems.push({ rule: "interface-types", line, message: `${struct} must not hold a ${bad}` });
      for (const { text } of type) if (fields.has(text)) check(text);
    }
  };
  for (const name of publicNames(contract.tokens)) {
    check(`${name}_input`);
    check(`${name}_output`);
  }
  return problems;
};

function publicNames(tokens: Token[]): string[] {
  return tokens.flatMap(({ text }, i) => (PUBLIC.test(text) && tokens[i + 2] ? [tokens[i + 2]!.text] : []));
}

/** Fields by the name of their struct; an alias counts as a struct of one field. */
function readFields({ declarations, struct }: Contract): Map<string, Field[]> {
  const fields = new Map<string, Field[]>();
  for (const { place, owner, tokens, opens } of declarations) {
    if (place !== "struct" || !owner) continue;
    const line = tokens[0]!.line;
    if (owner === struct) {
      const [keyword, name, equals] = tokens;
      if (keyword!.text === "struct" && opens === "block" && !fields.has(name!.text)) fields.set(name!.text, []);
      if (keyword!.text === "typedef") fields.set(tokens.at(-1)!.text, [{ type: tokens.slice(1, -1), line }]);
      if (keyword!.text === "using" && equals?.text === "=") fields.set(name!.text, [{ type: tokens.slice(3), line }]);
      continue;
    }
    if (opens === "block" || /^(typedef|using|struct|enum|static)$/.test(tokens[0]!.text)) continue;
    const known = fields.get(owner) ?? [];
    fields.set(owner, [...known, { type: typeOf(tokens), line }]);
  }
  return fields;
}

/** What stands before the first declared name. */
function typeOf(tokens: Token[]): Token[] {
  const comma = tokens.findIndex(({ text }, i) => text === "," && depthAt(tokens, i) === 0);
  return tokens.slice(0, comma < 0 ? -1 : comma - 1);
}

function depthAt(tokens: Token[], index: number): number {
  let depth = 0;
  for (const { text } of tokens.slice(0, index)) depth += text === "<" ? 1 : text === ">" ? -1 : 0;
  return depth;
}

/** The first part of a type that may not travel. */
function forbiddenPart(type: Token[], fields: Map<string, Field[]>): string | undefined {
  const [head, open] = type;
  if (!head) return "nameless type";
  if (type.length === 1) return PLAIN.test(head.text) || fields.has(head.text) ? undefined : head.text;
  if (type[1]?.text === "::") return forbiddenPart(type.slice(2), fields);
  if (open?.text !== "<") return type.map(({ text }) => text).join(" ");
  if (head.text === "BitArray") return undefined;
  if (head.text !== "Array") return head.text;
  const comma = type.findIndex(({ text }, i) => text === "," && depthAt(type, i) === 1);
  return forbiddenPart(type.slice(2, comma), fields);
}
