import { ProtocolError } from "../errors/protocol-error.ts";

/** Deepest nesting of objects and arrays in a document of the protocol. */
export const MAX_JSON_DEPTH = 64;

/**
 * The one way to write `value` as JSON (RFC 8785, JCS), restricted to what every language writes alike:
 * numbers are safe integers (not -0), strings are well-formed Unicode, nothing is `undefined`, and no member is
 * called `__proto__` (JavaScript objects can't hold it reliably). Members are sorted by UTF-16 code units.
 * @throws ProtocolError NOT_CANONICAL with the path of what can't be written
 */
export function canonicalJson(value: unknown): string {
  return write(value, "$", 0);
}

function write(value: unknown, path: string, depth: number): string {
  if (depth > MAX_JSON_DEPTH) throw refuse(path, `is nested deeper than ${MAX_JSON_DEPTH}`);
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") return writeNumber(value, path);
  if (typeof value === "string") return writeString(value, path);
  if (Array.isArray(value)) {
    const items: string[] = [];
    for (let i = 0; i < value.length; i++) items.push(write(value[i], `${path}[${i}]`, depth + 1));
    return `[${items.join(",")}]`;
  }
  if (isPlainObject(value)) return writeObject(value, path, depth);
  throw refuse(path, `is ${typeof value === "object" ? "not a plain object" : `a ${typeof value}`}`);
}

function writeNumber(value: number, path: string): string {
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) {
    throw refuse(path, `is ${Object.is(value, -0) ? "-0" : value}: numbers are safe integers, write others as strings`);
  }
  return String(value);
}

function writeString(value: string, path: string): string {
  if (hasLoneSurrogate(value)) throw refuse(path, "holds a lone surrogate");
  return JSON.stringify(value);
}

function writeObject(value: Record<string, unknown>, path: string, depth: number): string {
  const members = Object.keys(value)
    .sort(compareUtf16)
    .map((key) => {
      if (key === "__proto__") throw refuse(path, "has a member called __proto__");
      return `${writeString(key, path)}:${write(value[key], `${path}.${key}`, depth + 1)}`;
    });
  return `{${members.join(",")}}`;
}

/** Order of strings by UTF-16 code units, which is how `<` compares them. */
export function compareUtf16(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** True when half of a surrogate pair stands alone in `text`. */
export function hasLoneSurrogate(text: string): boolean {
  return /[\uD800-\uDFFF]/u.test(text);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function refuse(path: string, why: string): ProtocolError {
  return new ProtocolError("NOT_CANONICAL", `${path} ${why}.`, { path });
}
