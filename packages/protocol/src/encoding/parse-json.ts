import { ProtocolError } from "../errors/protocol-error.ts";
import { hasLoneSurrogate, MAX_JSON_DEPTH } from "./canonical-json.ts";

/**
 * Reads JSON as strictly as `canonicalJson` writes it: UTF-8 without a byte order mark, no duplicate members, no lone
 * surrogates, numbers only as safe integers written without fraction or exponent (so `1.0`, `-0` and `1e3` are refused).
 * White space and the order of members are free.
 * @param source UTF-8 bytes or text
 * @param maxBytes refused before parsing when longer
 * @throws ProtocolError JSON_TOO_LARGE, BAD_JSON
 */
export function parseJson(source: Uint8Array | string, maxBytes: number): unknown {
  const bytes = typeof source === "string" ? new TextEncoder().encode(source) : source;
  if (bytes.length > maxBytes) {
    throw new ProtocolError("JSON_TOO_LARGE", `The document has ${bytes.length} bytes, the limit is ${maxBytes}.`);
  }
  return new StrictReader(typeof source === "string" ? source : decodeUtf8(bytes)).document();
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new ProtocolError("BAD_JSON", "The document is not UTF-8.");
  }
}

class StrictReader {
  #at = 0;

  constructor(readonly text: string) {}

  document(): unknown {
    const value = this.#value(0);
    this.#space();
    if (this.#at !== this.text.length) throw this.#refuse("text after the end of the document");
    return value;
  }

  #value(depth: number): unknown {
    if (depth > MAX_JSON_DEPTH) throw this.#refuse(`nesting deeper than ${MAX_JSON_DEPTH}`);
    this.#space();
    switch (this.text[this.#at]) {
      case "{":
        return this.#object(depth);
      case "[":
        return this.#array(depth);
      case '"':
        return this.#string();
      default:
        return this.#literal();
    }
  }

  #object(depth: number): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    this.#at++;
    if (this.#next("}")) return object;
    do {
      this.#space();
      if (this.text[this.#at] !== '"') throw this.#refuse("a member's name was expected");
      const key = this.#string();
      if (key === "__proto__") throw this.#refuse("a member called __proto__");
      if (Object.hasOwn(object, key)) throw this.#refuse(`the member ${JSON.stringify(key)} twice`);
      this.#expect(":");
      object[key] = this.#value(depth + 1);
    } while (this.#next(","));
    this.#expect("}");
    return object;
  }

  #array(depth: number): unknown[] {
    const array: unknown[] = [];
    this.#at++;
    if (this.#next("]")) return array;
    do array.push(this.#value(depth + 1));
    while (this.#next(","));
    this.#expect("]");
    return array;
  }

  #string(): string {
    const token = this.#match(/"(?:[^"\\]|\\.)*"/y);
    let value: string | undefined;
    try {
      value = token && JSON.parse(token);
    } catch {
      value = undefined;
    }
    if (value === undefined || token === undefined) throw this.#refuse("a broken string");
    if (hasLoneSurrogate(value)) throw this.#refuse("a lone surrogate");
    this.#at += token.length;
    return value;
  }

  #literal(): number | boolean | null {
    const token = this.#match(/[-+.0-9A-Za-z]+/y) ?? "";
    const value = token === "true" ? true : token === "false" ? false : token === "null" ? null : this.#integer(token);
    this.#at += token.length;
    return value;
  }

  #integer(token: string): number {
    if (!/^(?:0|-?[1-9][0-9]*)$/.test(token)) {
      throw this.#refuse(token === "" ? "something that is not JSON" : `${token}: numbers are plain integers`);
    }
    const value = Number(token);
    if (!Number.isSafeInteger(value)) throw this.#refuse(`${token}: beyond 2^53-1, write it as a string`);
    return value;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.text)?.[0];
  }

  #space(): void {
    this.#at += this.#match(/[ \t\r\n]*/y)?.length ?? 0;
  }

  #next(character: string): boolean {
    this.#space();
    if (this.text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #expect(character: string): void {
    if (!this.#next(character)) throw this.#refuse(`"${character}" was expected`);
  }

  #refuse(what: string): ProtocolError {
    return new ProtocolError("BAD_JSON", `At character ${this.#at}: ${what}.`, { at: this.#at });
  }
}
