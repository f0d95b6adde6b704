import { type Declaration, keywordOf, structName } from "./declarations.ts";
import type { Problem, Rule } from "./rule.ts";
import type { Token } from "./tokens.ts";

const texts = (tokens: Token[]) => tokens.map(({ text }) => text);

/** Global names begin with the contract's; global data is constexpr; typedef and using are local. */
export const globals: Rule = ({ declarations, struct }) =>
  declarations.flatMap((one): Problem[] => {
    const { place, tokens } = one;
    if (place === "enum" && one.owner === undefined) return enumerators(tokens, struct);
    if (place !== "global") return [];
    const line = tokens[0]!.line;
    const words = texts(tokens);
    if (words.join(" ") === "using namespace QPI" || /^(STATIC_ASSERT|static_assert)$/.test(words[0]!)) return [];
    if (/^(using|typedef|namespace)$/.test(words[0]!))
      return [{ rule: "globals", line, message: `\`${words[0]}\` is allowed inside of structs only` }];
    const name = keywordOf(tokens) ? structName(tokens) : declaredName(tokens);
    const isData = !keywordOf(tokens) && !words.includes("(");
    if (isData && !words.includes("constexpr"))
      return [{ rule: "globals", line, message: `global data must be constexpr: ${name}` }];
    return name?.startsWith(struct)
      ? []
      : [{ rule: "globals", line, message: `global names begin with ${struct}, unlike ${name}` }];
  });

function enumerators(tokens: Token[], struct: string): Problem[] {
  const isName = (token: Token, i: number) => token.kind === "name" && (i === 0 || tokens[i - 1]!.text === ",");
  return tokens
    .filter(isName)
    .filter(({ text }) => !text.startsWith(struct))
    .map(({ text, line }) => ({ rule: "globals", line, message: `global names begin with ${struct}, unlike ${text}` }));
}

/** The last name before the initial value or the parameters. */
function declaredName(tokens: Token[]): string | undefined {
  const end = tokens.findIndex(({ text }) => text === "=" || text === "(" || text === "{");
  return tokens.slice(0, end < 0 ? undefined : end).findLast(({ kind }) => kind === "name")?.text;
}

/** Nothing but structs, types, procedures and functions directly in the contract's struct. */
export const members: Rule = ({ declarations, struct }) =>
  declarations.flatMap(({ place, owner, tokens, opens }) => {
    if (place !== "struct" || owner !== struct || opens === "block") return [];
    if (/^(struct|class|enum|typedef|using|friend|template)$/.test(tokens[0]!.text)) return [];
    const words = texts(tokens);
    const isCallOrFunction = words.includes("(") && !words.slice(0, words.indexOf("(")).includes("=");
    if (isCallOrFunction) return [];
    return [{ rule: "members", line: tokens[0]!.line, message: `data belongs into StateData: ${words.join(" ")}` }];
  });

export const constructors: Rule = ({ declarations }) =>
  declarations.flatMap(({ place, owner, tokens }) => {
    if (place !== "struct" || !owner) return [];
    const first = tokens.findIndex(({ text }) => !/^(explicit|inline|constexpr|virtual)$/.test(text));
    const [name, next] = tokens.slice(first);
    if (!(name?.text === "~" || (name?.text === owner && next?.text === "("))) return [];
    return [{ rule: "constructors", line: name.line, message: `constructors and destructors are forbidden: ${owner}` }];
  });

const NOT_A_TYPE =
  /^(return|else|case|goto|do|sizeof|const|constexpr|static|inline|volatile|typename|struct|class|enum|using|typedef)$/;

/** Function bodies have no variables of their own, not even loop counters. */
export const stackVariables: Rule = ({ declarations }) =>
  declarations.flatMap((one) => {
    const variable = one.place === "body" ? declaredVariable(one) : undefined;
    if (!variable) return [];
    return [{ rule: "stack-variables", line: variable.line, message: `variables live in _locals: ${variable.text}` }];
  });

function declaredVariable({ tokens }: Declaration): Token | undefined {
  if (/^(using|typedef|struct|class|enum)$/.test(tokens[0]!.text)) return undefined;
  for (const [i, token] of tokens.entries()) {
    if (token.text === "auto") return tokens[i + 1] ?? token;
    if (token.kind !== "name" || NOT_A_TYPE.test(token.text)) continue;
    const next = tokens[i + 1];
    if (next?.kind === "name" && !NOT_A_TYPE.test(next.text)) return next;
    if (beginsInBody(tokens, i)) {
      const name = tokens[afterType(tokens, i)];
      if (name?.kind === "name") return name;
    }
  }
  return undefined;
}

/** At the beginning of a statement, or of the first part of a `for`. */
function beginsInBody(tokens: Token[], i: number): boolean {
  let start = i;
  while (/^(const|static|constexpr|volatile)$/.test(tokens[start - 1]?.text ?? "")) start--;
  return start === 0 || (tokens[start - 1]!.text === "(" && tokens[start - 2]?.text === "for");
}

/** Index after a type that begins at `i`: scopes, template arguments, and marks of references and pointers. */
function afterType(tokens: Token[], i: number): number {
  let at = i + 1;
  while (tokens[at]?.text === "::") at += 2;
  if (tokens[at]?.text === "<") {
    let depth = 0;
    for (; at < tokens.length; at++) {
      if (tokens[at]!.text === "<") depth++;
      if (tokens[at]!.text === ">" && --depth === 0) break;
      if (/^(;|&&|\|\|)$/.test(tokens[at]!.text)) return i;
    }
    at++;
  }
  while (/^[&*]$/.test(tokens[at]?.text ?? "")) at++;
  return at;
}
