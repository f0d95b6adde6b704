import type { JsonSchema } from "@qubix/protocol/openapi";
import fc from "fast-check";
import { trickText, trickValue } from "./tricks.ts";

/** Schemas of an OpenAPI document, and values that exist on the hub under test, by the pattern they fit. */
export interface World {
  schemas: Record<string, JsonSchema>;
  known: ReadonlyMap<string, readonly string[]>;
}

/** Values that mostly fit the schema: at its bounds, sometimes with something wrong in one place. */
export function arbitraryOf(schema: JsonSchema, world: World, depth = 0): fc.Arbitrary<unknown> {
  if (depth > 12) return fc.constant(null);
  const inner = (one: JsonSchema) => arbitraryOf(one, world, depth + 1);
  return fc.oneof({ weight: 30, arbitrary: fitting(schema, world, inner) }, { weight: 1, arbitrary: trickValue });
}

function fitting(
  schema: JsonSchema,
  world: World,
  inner: (one: JsonSchema) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) return inner(world.schemas[schema.$ref.split("/").at(-1)!]!);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const variants = schema.anyOf ?? schema.oneOf;
  if (variants !== undefined) return fc.oneof(...variants.map(inner));
  switch (schema.type) {
    case "object":
      return objects(schema, inner);
    case "array":
      return fc.array(inner(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 4, (schema.minItems ?? 0) + 4),
      });
    case "integer":
    case "number":
      return numbers(schema);
    case "boolean":
      return fc.boolean();
    case "string":
      return texts(schema, world);
    default:
      return trickValue;
  }
}

function objects(schema: JsonSchema, inner: (one: JsonSchema) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const members = Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, one]) => [name, inner(one)]));
  const known = fc.record(members, { requiredKeys: schema.required ?? [] });
  const more =
    typeof schema.additionalProperties === "object"
      ? fc.dictionary(fc.oneof(fc.stringMatching(/^[A-Za-z_]{1,8}$/), trickText), inner(schema.additionalProperties), {
          maxKeys: 3,
        })
      : fc.constant({});
  const mistake = fc.oneof(
    { weight: 25, arbitrary: fc.constant((value: object): unknown => value) },
    {
      weight: 1,
      arbitrary: fc.tuple(trickText, trickValue).map(([name, extra]) => (value: object) => ({
        ...value,
        [name]: extra,
      })),
    },
    { weight: 1, arbitrary: fc.nat().map((n) => (value: object) => without(value, n)) },
  );
  return fc.tuple(known, more, mistake).map(([value, others, change]) => change({ ...value, ...others }));
}

function without(value: object, n: number): object {
  const names = Object.keys(value);
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== names[n % names.length]));
}

function numbers({ minimum = -(2 ** 53) + 1, maximum = 2 ** 53 - 1 }: JsonSchema): fc.Arbitrary<number> {
  return fc.oneof(
    fc.constantFrom(minimum, maximum, minimum - 1, maximum + 1, minimum + 1),
    fc.integer({ min: minimum, max: Math.min(maximum, minimum + 10) }),
    fc.integer({ min: minimum, max: maximum }),
  );
}

function texts({ pattern, format, minLength = 0, maxLength = 40 }: JsonSchema, world: World): fc.Arbitrary<string> {
  if (format === "base64")
    return fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes).toString("base64"));
  if (format === "uuid") return fc.uuid();
  if (format === "uri") return fc.webUrl();
  if (pattern === undefined) return fc.string({ minLength, maxLength: Math.min(maxLength, minLength + 40) });
  const known = world.known.get(pattern);
  const made = canMatch(pattern) ? fc.stringMatching(new RegExp(pattern)) : fc.string({ maxLength: 20 });
  return known === undefined
    ? made
    : fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: made });
}

/** fast-check makes texts for expressions without classes by property. */
const canMatch = (pattern: string) => !/\\p|\(\?[=!<]/.test(pattern);
