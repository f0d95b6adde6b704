import { PROBLEMS, type ProblemCode } from "../errors/problem-codes.ts";
import type { JsonSchema, OpenApiDocument, Operation, Parameter } from "./document.ts";

/** A line of a table: a parameter or a member. */
export interface OutlinedField {
  name: string;
  type: string;
  required: boolean;
}

export interface OutlinedOperation {
  name: string;
  method: string;
  path: string;
  summary: string;
  /** Ways to say who one is, in words. */
  access: string;
  parameters: (OutlinedField & { place: string })[];
  request: { type: string; fields: OutlinedField[]; example: unknown } | undefined;
  status: string;
  answer: { type: string; fields: OutlinedField[]; example: unknown } | undefined;
  idempotent: boolean;
  /** Codes with their status, those of nearly every route left out. */
  problems: { code: string; status: number }[];
}

/** What people read: groups of operations with tables instead of schemas. */
export interface Outline {
  groups: { name: string; description: string; operations: OutlinedOperation[] }[];
  /** Problems of nearly every route. */
  common: { code: string; status: number; title: string; hint: string }[];
  /** All others. */
  problems: { code: string; status: number; title: string; hint: string }[];
  schemas: { name: string; type: string; fields: OutlinedField[] }[];
}

/** An outline of a document, for the reference pages. */
export function outlineOf(document: OpenApiDocument): Outline {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const counts = new Map<string, number>();
  for (const { operation } of operations)
    for (const code of operation["x-problems"]) counts.set(code, (counts.get(code) ?? 0) + 1);
  const isCommon = (code: string) => counts.get(code)! > operations.length * 0.8;
  const told = (code: string) => ({ code, ...PROBLEMS[code as ProblemCode] });
  const codes = [...counts.keys()].sort();
  return {
    groups: document.tags.map(({ name, description }) => ({
      ...{ name, description },
      operations: operations
        .filter(({ operation }) => operation.tags.includes(name))
        .map(({ path, method, operation }) => outlineOperation(path, method, operation, isCommon)),
    })),
    common: codes.filter(isCommon).map(told),
    problems: codes.filter((code) => !isCommon(code)).map(told),
    schemas: Object.entries(document.components.schemas).map(([name, schema]) => ({
      name,
      type: typeText(schema),
      fields: fieldsOf(schema),
    })),
  };
}

function outlineOperation(
  path: string,
  method: string,
  operation: Operation,
  isCommon: (code: string) => boolean,
): OutlinedOperation {
  const [status, good] = Object.entries(operation.responses).find(([code]) => Number(code) < 300)!;
  const parameters = (operation.parameters ?? []).filter((one): one is Parameter => "name" in one);
  return {
    ...{ name: operation.operationId, method: method.toUpperCase(), path, summary: operation.summary },
    access: accessText(operation),
    parameters: parameters.map(({ name, in: place, required, schema }) => ({
      ...{ name, place, type: typeText(schema), required: required === true },
    })),
    request: outlineContent(operation.requestBody?.content),
    status,
    answer: outlineContent(good.content),
    idempotent: operation.parameters?.some((one) => "$ref" in one && one.$ref.endsWith("/IdempotencyKey")) ?? false,
    problems: operation["x-problems"]
      .filter((code) => !isCommon(code))
      .map((code) => ({ code, status: PROBLEMS[code as ProblemCode].status })),
  };
}

function outlineContent(content: Operation["responses"][string]["content"]) {
  const [first] = Object.entries(content ?? {});
  if (first === undefined) return undefined;
  const [media, { schema, example }] = first;
  const isJson = media === "application/json";
  return { type: isJson ? typeText(schema) : media, fields: isJson ? fieldsOf(schema) : [], example };
}

function accessText({ security }: Operation): string {
  const words = security.map((way) => {
    const [scheme, scopes] = Object.entries(way)[0] ?? ["anybody", []];
    return scopes.length > 0 ? `${scheme} with ${scopes.join(", ")}` : scheme;
  });
  return words.join(" · ");
}

function fieldsOf(schema: JsonSchema): OutlinedField[] {
  const { properties = {}, required = [] } = schema;
  if (schema.$ref !== undefined) return [];
  if (schema.oneOf ?? schema.anyOf) return [];
  return Object.entries(properties).map(([name, member]) => ({
    ...{ name, type: typeText(member), required: required.includes(name) },
  }));
}

/** A schema in a few words: `string[]`, `JobState`, `"wasm" | "onnx"`, `0…65535`. */
export function typeText(schema: JsonSchema): string {
  if (schema.$ref !== undefined) return schema.$ref.split("/").at(-1)!;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const variants = schema.anyOf ?? schema.oneOf;
  if (variants !== undefined) return variants.map(typeText).join(" | ");
  if (schema.type === "array") {
    const item = typeText(schema.items ?? {});
    return item.includes(" ") ? `(${item})[]` : `${item}[]`;
  }
  if (schema.type === "integer" || schema.type === "number") {
    const { minimum, maximum } = schema;
    const isBounded = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
    return isBounded ? `${schema.type} ${minimum ?? ""}…${maximum}` : schema.type;
  }
  if (schema.type === "object" && schema.properties !== undefined)
    return `{ ${Object.keys(schema.properties).join(", ")} }`;
  if (schema.type === "object" && typeof schema.additionalProperties === "object")
    return `{ [name]: ${typeText(schema.additionalProperties)} }`;
  return schema.format !== undefined ? `${schema.type} (${schema.format})` : (schema.type ?? "any");
}
