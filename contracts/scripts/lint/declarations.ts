import type { Token } from "./tokens.ts";

/** Where a declaration or statement stands: outside of everything, in a struct, in an enum, or in a function's body. */
export type Place = "global" | "struct" | "enum" | "body";

/** One declaration or statement: its tokens up to its `;` or `{`. */
export interface Declaration {
  place: Place;
  /** Name of the innermost struct around it. */
  owner: string | undefined;
  tokens: Token[];
  opens: "block" | "nothing";
}

interface Scope {
  place: Place | "initializer";
  owner: string | undefined;
}

const ACCESS = new Set(["public", "protected", "private"]);

/** Splits a contract's tokens into declarations and statements, in their order. */
export function readDeclarations(tokens: Token[]): Declaration[] {
  const declarations: Declaration[] = [];
  const scopes: Scope[] = [{ place: "global", owner: undefined }];
  let statement: Token[] = [];
  let parentheses = 0;

  const finish = (opens: Declaration["opens"]) => {
    const { place, owner } = scopes.at(-1)!;
    if (statement.length > 0 && place !== "initializer") declarations.push({ place, owner, tokens: statement, opens });
    statement = [];
  };

  for (const token of tokens) {
    const scope = scopes.at(-1)!;
    if (token.text === "(") parentheses++;
    if (token.text === ")") parentheses--;
    if (token.text === "{" && !beginsScope(statement, scope, parentheses)) {
      scopes.push({ place: "initializer", owner: scope.owner });
      statement.push(token);
    } else if (token.text === "{") {
      const next = scopeOf(statement, scope);
      finish("block");
      scopes.push(next);
    } else if (token.text === "}" && scopes.length > 1) {
      if (scopes.at(-1)!.place === "initializer") statement.push(token);
      else finish("nothing");
      scopes.pop();
    } else if (token.text === ";" && parentheses === 0) {
      finish("nothing");
    } else if (
      token.text === ":" &&
      scope.place === "struct" &&
      statement.length === 1 &&
      ACCESS.has(statement[0]!.text)
    ) {
      statement = [];
    } else {
      statement.push(token);
    }
  }
  finish("nothing");
  return declarations;
}

function beginsScope(statement: Token[], scope: Scope, parentheses: number): boolean {
  if (scope.place === "initializer" || parentheses > 0) return false;
  const last = statement.at(-1)?.text;
  if (keywordOf(statement) || last === undefined) return true;
  if (scope.place === "body") return last === ")" || last === "else" || last === "do" || last === ":";
  return last === ")" || last === "const" || last === "override";
}

function scopeOf(statement: Token[], scope: Scope): Scope {
  const keyword = keywordOf(statement);
  if (keyword === "enum") return { place: "enum", owner: scope.owner };
  if (keyword === "namespace") return scope;
  if (keyword) return { place: "struct", owner: structName(statement) };
  return { place: "body", owner: scope.owner };
}

/** The keyword that makes a statement open a scope of declarations. */
export function keywordOf(statement: Token[]): string | undefined {
  return statement.find(({ text }) => /^(struct|class|union|enum|namespace)$/.test(text))?.text;
}

/** The name that a struct, class or enum gets. */
export function structName(statement: Token[]): string | undefined {
  const keyword = statement.findIndex(({ text }) => /^(struct|class|union|enum|namespace)$/.test(text));
  const name = statement.slice(keyword + 1).find(({ kind, text }) => kind === "name" && text !== "class");
  return name?.text;
}
