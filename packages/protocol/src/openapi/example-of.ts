import type { JsonSchema } from "./document.ts";

const HEX = "4b8a35f1c7d02e96".repeat(8);

/** A text for each pattern that stands in a required place. */
const SAMPLES: [pattern: RegExp, sample: string][] = [
  [/^[0-9a-f]{64}$/, HEX.slice(0, 64)],
  [/^[0-9a-f]{128}$/, HEX],
  [/^sha256:[0-9a-f]{64}$/, `sha256:${HEX.slice(0, 64)}`],
  [/^[A-Z]{60}$/, `QUBIX${"ABCDE".repeat(11)}`],
  [/^[a-z]{60}$/, `qubix${"abcde".repeat(11)}`],
];
const WORDS = ["1000", "example", "ab".repeat(16), "0123456789abcdef", "JobCreated", "eu-west", "1", "A", "dm9p"];

/** Nothing that fits was found. */
export const NO_EXAMPLE = Symbol("no example");

/**
 * A value that fits a schema, the same each time: required members and those that are cheap to show, one item of each
 * list. NO_EXAMPLE where a pattern is beyond it.
 */
export function exampleOf(schema: JsonSchema, components: Record<string, JsonSchema>, depth = 0): unknown {
  if (schema.$ref !== undefined) return exampleOf(components[schema.$ref.split("/").at(-1)!]!, components, depth + 1);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const variants = schema.anyOf ?? schema.oneOf;
  if (variants !== undefined) return exampleOf(variants[0]!, components, depth);
  switch (schema.type) {
    case "object":
      return objectExample(schema, components, depth);
    case "array": {
      const item =
        (schema.minItems ?? 0) > 0 || depth < 6 ? exampleOf(schema.items ?? {}, components, depth + 1) : NO_EXAMPLE;
      return item === NO_EXAMPLE ? ((schema.minItems ?? 0) > 0 ? NO_EXAMPLE : []) : [item];
    }
    case "integer":
    case "number":
      return Math.max(schema.minimum ?? 1, Math.min(schema.maximum ?? 1, 1));
    case "boolean":
      return true;
    case "string":
      return textExample(schema);
    default:
      return NO_EXAMPLE;
  }
}

function objectExample(schema: JsonSchema, components: Record<string, JsonSchema>, depth: number): unknown {
  const example: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(schema.properties ?? {})) {
    const isRequired = schema.required?.includes(name) ?? false;
    if (!isRequired) continue;
    const value = exampleOf(member, components, depth + 1);
    if (value === NO_EXAMPLE) return NO_EXAMPLE;
    example[name] = value;
  }
  return example;
}

function textExample({ pattern, format, minLength = 0, maxLength = 1_000_000 }: JsonSchema): unknown {
  if (format === "uuid") return "6f1c6f2e-6d0b-4d0c-9f2a-0d6a5f0c2b11";
  if (format === "uri") return "https://example.org/hooks/qubix";
  if (format === "base64") return "cXViaXg=";
  const test = pattern === undefined ? undefined : new RegExp(pattern, "u");
  const candidates = [...SAMPLES.map(([, sample]) => sample), ...WORDS];
  const fits = (text: string) => text.length >= minLength && text.length <= maxLength && (test?.test(text) ?? true);
  const known = SAMPLES.find(([{ source }]) => source === pattern)?.[1];
  if (known !== undefined) return known;
  return test === undefined ? "example".slice(0, maxLength) : (candidates.find(fits) ?? NO_EXAMPLE);
}
