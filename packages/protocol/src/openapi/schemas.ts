import { z } from "zod";
import * as protocol from "../index.ts";
import type { JsonSchema } from "./document.ts";

/** Everything that the protocol names is a component of that name, and is referred to. */
const names = z.registry<{ id: string }>();
for (const [name, value] of Object.entries(protocol)) if (value instanceof z.ZodType) names.add(value, { id: name });

/** Turns zod schemas into JSON Schemas and gathers the named ones they refer to. */
export class Schemas {
  readonly components: Record<string, JsonSchema> = {};

  /** A body or an answer, as it is on the wire. */
  ofJson(schema: z.ZodType): JsonSchema {
    return this.#convert(schema, "input");
  }

  /** A parameter: what its text stands for. */
  ofParameter(schema: z.ZodType): JsonSchema {
    return this.#convert(schema, "output");
  }

  #convert(schema: z.ZodType, io: "input" | "output"): JsonSchema {
    const {
      $schema: _,
      $defs = {},
      ...converted
    } = z.toJSONSchema(schema, { metadata: names, io }) as JsonSchema & { $defs?: Record<string, JsonSchema> };
    for (const [name, definition] of Object.entries($defs)) this.components[name] ??= referring(definition);
    const { id, ...rest } = referring(converted) as JsonSchema & { id?: string };
    if (id === undefined) return rest;
    this.components[id] ??= rest;
    return { $ref: `#/components/schemas/${id}` };
  }
}

/** The same with references to components instead of definitions, and without the names themselves. */
function referring<T>(value: T): T {
  if (Array.isArray(value)) return value.map(referring) as T;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [
    key,
    key === "$ref" && typeof inner === "string" ? inner.replace("#/$defs/", "#/components/schemas/") : referring(inner),
  ]);
  return Object.fromEntries(entries);
}
