/** A word, number, literal or sign of a contract's source. */
export interface Token {
  kind: "name" | "number" | "literal" | "sign";
  text: string;
  line: number;
}

const PATTERN =
  /(?<comment>\/\/[^\n]*|\/\*[\s\S]*?\*\/)|(?<name>[A-Za-z_]\w*)|(?<number>\d[\w.]*(?:'\w+)*)|(?<literal>"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?)|(?<sign>->\*?|\.\.\.|::|&&|\|\||\+\+|--|[=!<>]=|[-+*/%&|^]=|\S)|\s+/g;

/** Splits a source into tokens, without its comments. `<<` and `>>` come as two signs, since templates end in them. */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  for (const match of source.matchAll(PATTERN)) {
    const { name, number, literal, sign } = match.groups!;
    const text = name ?? number ?? literal ?? sign;
    if (text !== undefined) {
      const kind = name ? "name" : number ? "number" : literal ? "literal" : "sign";
      tokens.push({ kind, text, line });
    }
    line += match[0].split("\n").length - 1;
  }
  return tokens;
}
