import { REDACTED, redactText } from "./redact-text.ts";

/** Words in a member's name that make its value a secret, whatever it looks like. */
const SECRET_WORDS = new Set(
  "seed seeds subseed passphrase passphrases password passwords passwd secret secrets token tokens jwt ticket tickets authorization cookie cookies credential credentials keystore keystores ciphertext salt private apikey".split(
    " ",
  ),
);
/** Values of one line that are looked at, and how deep; what is beyond is left out. */
const MOST_VALUES = 1_000;
const DEEPEST = 8;
const LONGEST_TEXT = 16_384;
const NAMES_REMEMBERED = 4_096;
const LONGEST_NAME = 128;
/** What is known of members' names: the name as it may be shown, and whether its value is a secret. */
const names = new Map<string, { shown: string; secret: boolean }>();

/** `apiKey`, `API_KEY`, `hub-seed`: whether the name says that its value is a secret. */
export function isSecretName(name: string): boolean {
  return nameOf(name).secret;
}

function nameOf(name: string): { shown: string; secret: boolean } {
  const found = names.get(name);
  if (found !== undefined) return found;
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  const secret =
    words.some((word) => SECRET_WORDS.has(word)) || (/^keys?$/.test(words.at(-1) ?? "") && words.includes("api"));
  const known = { shown: redactText(name), secret };
  if (names.size >= NAMES_REMEMBERED) names.clear();
  if (name.length <= LONGEST_NAME) names.set(name, known);
  return known;
}

/**
 * A copy of what is to be logged that JSON can hold and that shows no secret: texts are searched, members with telling names
 * are blotted out, bytes are only counted, and errors keep their message, code, stack and cause.
 */
export function redactValue(value: unknown): unknown {
  return new Walk().copy(value, 0);
}

class Walk {
  #left = MOST_VALUES;

  copy(value: unknown, depth: number): unknown {
    if (--this.#left < 0) return "[more]";
    switch (typeof value) {
      case "string":
        return clip(redactText(value));
      case "bigint":
        return String(value);
      case "number":
        return Number.isFinite(value) ? value : String(value);
      case "boolean":
      case "undefined":
        return value;
      case "object":
        if (value === null) return null;
        return depth >= DEEPEST ? "[deep]" : this.#object(value, depth);
      default:
        return `[${typeof value}]`;
    }
  }

  #object(value: object, depth: number): unknown {
    try {
      if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
      if (value instanceof Date) return Number.isNaN(value.getTime()) ? "[no date]" : value.toISOString();
      if (value instanceof Error) return this.#error(value, depth);
      if (value instanceof URL || value instanceof RegExp) return clip(redactText(String(value)));
      if (value instanceof Map)
        return this.#members(
          [...value].map(([name, one]) => [String(name), one]),
          depth,
        );
      if (value instanceof Set) return this.#list([...value], depth);
      if (Array.isArray(value)) return this.#list(value, depth);
      const { toJSON } = value as { toJSON?: unknown };
      if (typeof toJSON === "function") return this.copy(toJSON.call(value), depth + 1);
      return this.#members(Object.entries(value), depth);
    } catch {
      return "[unreadable]";
    }
  }

  #error(error: Error, depth: number): unknown {
    const { name, message, stack, cause, code } = error as Error & { code?: unknown };
    return {
      name: this.copy(name, depth + 1),
      message: this.copy(message, depth + 1),
      ...(code === undefined ? {} : { code: this.copy(code, depth + 1) }),
      ...(stack === undefined ? {} : { stack: this.copy(stack, depth + 1) }),
      ...(cause === undefined ? {} : { cause: this.copy(cause, depth + 1) }),
    };
  }

  #list(values: unknown[], depth: number): unknown[] {
    return values.slice(0, MOST_VALUES).map((one) => this.copy(one, depth + 1));
  }

  #members(entries: [string, unknown][], depth: number): Record<string, unknown> {
    const copied: Record<string, unknown> = {};
    for (const [name, one] of entries) {
      if (this.#left < 0) break;
      const { shown, secret } = nameOf(name);
      const value = secret && one !== undefined ? REDACTED : this.copy(one, depth + 1);
      // An own member, whatever it is called.
      if (shown === "__proto__") Object.defineProperty(copied, shown, { value, enumerable: true });
      else copied[shown] = value;
    }
    return copied;
  }
}

function clip(text: string): string {
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}
