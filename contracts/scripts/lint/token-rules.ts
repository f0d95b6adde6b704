import { keywordOf, structName } from "./declarations.ts";
import type { Rule } from "./rule.ts";
import type { Token } from "./tokens.ts";

const FORBIDDEN_SIGNS: Record<string, string> = {
  "[": "plain arrays: use Array",
  "]": "plain arrays: use Array",
  "#": "the preprocessor",
  "/": "division: use div()",
  "/=": "division: use div()",
  "%": "modulo: use mod()",
  "%=": "modulo: use mod()",
  "->": "pointers",
  "->*": "pointers",
  "...": "variadic arguments and packs",
};

const FORBIDDEN_WORDS: Record<string, string> = {
  float: "floating point",
  double: "floating point",
  char: "characters: use sint8 or uint8",
  union: "unions",
  new: "allocation",
  delete: "allocation",
  throw: "exceptions",
  try: "exceptions",
  catch: "exceptions",
  const_cast: "const_cast",
};

export const signs: Rule = ({ tokens }) =>
  tokens.flatMap(({ kind, text, line }) => {
    const what = kind === "sign" ? FORBIDDEN_SIGNS[text] : undefined;
    return what ? [{ rule: "signs", line, message: `\`${text}\` is forbidden (${what})` }] : [];
  });

export const words: Rule = ({ tokens }) =>
  tokens.flatMap(({ kind, text, line }) => {
    const what = kind === "name" ? FORBIDDEN_WORDS[text] : undefined;
    return what ? [{ rule: "words", line, message: `\`${text}\` is forbidden (${what})` }] : [];
  });

export const literals: Rule = ({ tokens }) =>
  tokens.flatMap(({ kind, text, line }) => {
    if (kind === "literal") return [{ rule: "literals", line, message: "strings and characters are forbidden" }];
    if (kind !== "number") return [];
    if (text.includes("'")) return [{ rule: "literals", line, message: "digit separators are forbidden" }];
    const isFloat = text.includes(".") || (/^\d+e/i.test(text) && !/^0x/i.test(text));
    return isFloat ? [{ rule: "literals", line, message: "floating point is forbidden" }] : [];
  });

export const names: Rule = ({ tokens }) =>
  tokens.flatMap(({ kind, text, line }) => {
    if (kind !== "name") return [];
    if (text.includes("__"))
      return [{ rule: "names", line, message: `names with two underscores are reserved: ${text}` }];
    return text.includes("QpiContext") ? [{ rule: "names", line, message: "QpiContext is forbidden" }] : [];
  });

const TYPE_BEFORE_POINTER =
  /^([su]int\d+(_\d+)?|bit(_\d+)?|bool|id|void|auto|const|Entity|Asset|int|long|short|unsigned|signed|>)$/;

/** `*` may only multiply, `&` may only be a bit operation or mark a reference parameter. */
export const pointers: Rule = ({ tokens, declarations }) => {
  const own = new Set(declarations.flatMap((one) => (isStruct(one.tokens) ? [one.tokens.at(1)?.text ?? ""] : [])));
  return tokens.flatMap((token, i) => {
    if (token.text !== "*" && token.text !== "&") return [];
    const before = tokens[i - 1];
    if (!isOperand(before))
      return [{ rule: "pointers", line: token.line, message: `unary \`${token.text}\` is forbidden (pointers)` }];
    const declares = TYPE_BEFORE_POINTER.test(before!.text) || own.has(before!.text) || beginsStatement(tokens, i - 1);
    return token.text === "*" && declares
      ? [{ rule: "pointers", line: token.line, message: "pointers are forbidden" }]
      : [];
  });
};

const isStruct = (tokens: Token[]) => tokens[0]?.text === "struct" || tokens[0]?.text === "class";

function isOperand(token: Token | undefined): boolean {
  if (!token) return false;
  if (token.kind === "sign") return token.text === ")" || token.text === "]" || token.text === ">";
  return !/^(return|case|else|do)$/.test(token.text);
}

function beginsStatement(tokens: Token[], index: number): boolean {
  const before = tokens[index - 1]?.text;
  return before === undefined || before === ";" || before === "{" || before === "}";
}

const QPI_SCOPES = new Set([
  "QPI",
  "OCI",
  "TransferType",
  "ProposalTypes",
  "AssetIssuanceSelect",
  "AssetOwnershipSelect",
  "AssetPossessionSelect",
  "DateAndTime",
  "id",
]);

/** `::` may only lead into the contract's own structs and enums and those of QPI. */
export const scopes: Rule = ({ tokens, declarations }) => {
  const own = new Set(declarations.map(({ tokens }) => (keywordOf(tokens) ? structName(tokens) : undefined)));
  return tokens.flatMap((token, i) => {
    if (token.text !== "::") return [];
    const scope = tokens[i - 1];
    const isInner = tokens[i - 2]?.text === "::" && scope?.kind === "name";
    if (scope?.kind === "name" && (isInner || own.has(scope.text) || QPI_SCOPES.has(scope.text))) return [];
    return [
      {
        rule: "scopes",
        line: token.line,
        message: `\`${scope?.text ?? ""}::\` is not a scope of the contract or of QPI`,
      },
    ];
  });
};

const STATEMENT_MACRO =
  /^(CALL|CALL_OTHER_CONTRACT_FUNCTION|INVOKE_OTHER_CONTRACT_PROCEDURE|LOG_(DEBUG|ERROR|INFO|WARNING))$/;

/** On the network these macros are several statements: as the only statement of an `if`, the rest would always run. */
export const macroBlocks: Rule = ({ tokens }) =>
  tokens.flatMap(({ text, line }, i) => {
    if (!STATEMENT_MACRO.test(text) || /^[{};:]$/.test(tokens[i - 1]?.text ?? "")) return [];
    return [{ rule: "macro-blocks", line, message: `${text} is several statements: put it into braces` }];
  });
