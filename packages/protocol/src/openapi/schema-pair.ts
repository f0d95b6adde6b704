import type { JsonSchema, OpenApiDocument } from "./document.ts";

/** Deeper than any document of ours: recursive schemas are compared so far. */
const MAX_DEPTH = 24;

/**
 * Compares schemas of two versions. Requests: whatever the old schema took, the new one must take. Answers: whatever the
 * new one gives, a reader of the old one must find what it was promised.
 */
export class SchemaPair {
  constructor(
    readonly before: OpenApiDocument,
    readonly after: OpenApiDocument,
  ) {}

  request(before: JsonSchema, after: JsonSchema, place: string): string[] {
    return this.#compare(before, after, place, "request", 0);
  }

  answer(before: JsonSchema, after: JsonSchema, place: string): string[] {
    return this.#compare(before, after, place, "answer", 0);
  }

  #compare(before: JsonSchema, after: JsonSchema, place: string, way: Way, depth: number): string[] {
    const old = resolve(before, this.before);
    const now = resolve(after, this.after);
    if (depth > MAX_DEPTH) return [];
    const inner = (a: JsonSchema, b: JsonSchema, name: string) =>
      this.#compare(a, b, `${place}.${name}`, way, depth + 1);
    if (variantsOf(old) !== undefined || variantsOf(now) !== undefined)
      return this.#variants(old, now, place, way, depth);
    // What there is to fit into: requests fit into the new schema, answers into the old one.
    const [given, wanted] = way === "request" ? [old, now] : [now, old];
    if (wanted.type !== undefined && !isTypeWithin(given.type, wanted.type))
      return [`${place} was ${old.type ?? "anything"} and is ${now.type ?? "anything"}`];
    return [
      ...valueBreaks(given, wanted, place, way),
      ...boundBreaks(given, wanted, place),
      ...memberBreaks(old, now, place, way, inner),
      ...(old.items && now.items ? inner(old.items, now.items, "[]") : []),
      ...(typeof old.additionalProperties === "object" && typeof now.additionalProperties === "object"
        ? inner(old.additionalProperties, now.additionalProperties, "*")
        : []),
    ];
  }

  /** Each variant that was promised must still have one that it fits; in answers, new variants are growth. */
  #variants(old: JsonSchema, now: JsonSchema, place: string, way: Way, depth: number): string[] {
    const successors = variantsOf(now) ?? [now];
    return (variantsOf(old) ?? [old]).flatMap((variant, at) => {
      const tries = successors.map((one) => this.#compare(variant, one, `${place}|${at + 1}`, way, depth + 1));
      // The nearest one tells best what changed.
      return tries.reduce((best, one) => (one.length < best.length ? one : best));
    });
  }
}

type Way = "request" | "answer";

function resolve(schema: JsonSchema, document: OpenApiDocument): JsonSchema {
  if (schema.$ref === undefined) return schema;
  return resolve(document.components.schemas[schema.$ref.split("/").at(-1)!]!, document);
}

const variantsOf = ({ anyOf, oneOf }: JsonSchema) => anyOf ?? oneOf;

const isTypeWithin = (given: string | undefined, wanted: string) =>
  given === wanted || (given === "integer" && wanted === "number");

const valuesOf = ({ enum: values, const: value }: JsonSchema) => values ?? (value === undefined ? undefined : [value]);

/** Answers may gain values (readers are told to expect that), but a constant tells variants apart. */
function valueBreaks(given: JsonSchema, wanted: JsonSchema, place: string, way: Way): string[] {
  const allowed = valuesOf(wanted);
  if (allowed === undefined || (way === "answer" && wanted.const === undefined)) return [];
  const strange = (valuesOf(given) ?? ["any value"]).filter((value) => !allowed.includes(value));
  return strange.map((value) => `${place}: ${JSON.stringify(value)} does not fit any more`);
}

const LOWER = ["minimum", "exclusiveMinimum", "minLength", "minItems"] as const;
const UPPER = ["maximum", "exclusiveMaximum", "maxLength", "maxItems"] as const;

function boundBreaks(given: JsonSchema, wanted: JsonSchema, place: string): string[] {
  const isNarrower = (name: string, narrower: boolean) => (narrower ? [`${place}: ${name} is another`] : []);
  return [
    ...LOWER.flatMap((name) =>
      isNarrower(name, (given[name] ?? Number.NEGATIVE_INFINITY) < (wanted[name] ?? Number.NEGATIVE_INFINITY)),
    ),
    ...UPPER.flatMap((name) =>
      isNarrower(name, (given[name] ?? Number.POSITIVE_INFINITY) > (wanted[name] ?? Number.POSITIVE_INFINITY)),
    ),
    ...isNarrower("pattern", wanted.pattern !== undefined && given.pattern !== wanted.pattern),
    ...isNarrower("format", wanted.format !== undefined && given.format !== wanted.format),
  ];
}

function memberBreaks(
  old: JsonSchema,
  now: JsonSchema,
  place: string,
  way: Way,
  inner: (a: JsonSchema, b: JsonSchema, name: string) => string[],
): string[] {
  const [promised, given] = way === "request" ? [now, old] : [old, now];
  const duties = (promised.required ?? []).filter((name) => !given.required?.includes(name));
  const members = Object.entries(old.properties ?? {}).flatMap(([name, member]) => {
    const successor = now.properties?.[name];
    return successor === undefined ? [`${place}.${name} is gone`] : inner(member, successor, name);
  });
  const isClosed = way === "request" && now.additionalProperties === false && old.additionalProperties !== false;
  return [
    ...(isClosed ? [`${place} takes no other members any more`] : []),
    ...duties
      .filter((name) => now.properties?.[name] !== undefined)
      .map((name) => `${place}.${name} ${way === "request" ? "became required" : "may be missing now"}`),
    ...members,
  ];
}
