import type { Answer, JsonSchema, OpenApiDocument, Operation, Parameter } from "./document.ts";
import { SchemaPair } from "./schema-pair.ts";

/**
 * What a client of `published` could stumble over with `current`, one sentence each; nothing when everything that was
 * promised still holds. Growth is no break: new routes, new optional parameters and members of requests, new members and
 * values in answers, new problem codes.
 */
export function findBreaks(published: OpenApiDocument, current: OpenApiDocument): string[] {
  const breaks: string[] = [];
  for (const [path, methods] of Object.entries(published.paths)) {
    for (const [method, before] of Object.entries(methods)) {
      const after = current.paths[path]?.[method];
      const place = `${method.toUpperCase()} ${path}`;
      if (after === undefined) breaks.push(`${place} is gone`);
      else
        breaks.push(
          ...operationBreaks(before, after, new SchemaPair(published, current)).map((what) => `${place}: ${what}`),
        );
    }
  }
  return breaks;
}

function operationBreaks(before: Operation, after: Operation, schemas: SchemaPair): string[] {
  return [
    ...(before.operationId === after.operationId ? [] : [`its name ${before.operationId} became ${after.operationId}`]),
    ...before["x-problems"]
      .filter((code) => !after["x-problems"].includes(code))
      .map((code) => `the problem ${code} is gone`),
    ...securityBreaks(before, after),
    ...parameterBreaks(before, after, schemas),
    ...bodyBreaks(before, after, schemas),
    ...answerBreaks(before, after, schemas),
  ];
}

/** Each way to say who one is that was good must be good still. */
function securityBreaks(before: Operation, after: Operation): string[] {
  const ways = new Set(after.security.map((way) => JSON.stringify(way)));
  return before.security
    .filter((way) => !ways.has(JSON.stringify(way)))
    .map((way) => `${JSON.stringify(way)} is no longer enough`);
}

const named = (operation: Operation) =>
  new Map(
    (operation.parameters ?? []).flatMap((one) => ("name" in one ? [[`${one.in} ${one.name}`, one] as const] : [])),
  );

function parameterBreaks(before: Operation, after: Operation, schemas: SchemaPair): string[] {
  const [old, now] = [named(before), named(after)];
  const isNewDuty = (one: Parameter, was: Parameter | undefined) => one.required === true && was?.required !== true;
  return [
    ...[...old].flatMap(([name, parameter]) => {
      const successor = now.get(name);
      if (successor === undefined) return [`the parameter ${name} is gone`];
      return schemas.request(parameter.schema, successor.schema, name);
    }),
    ...[...now]
      .filter(([name, one]) => isNewDuty(one, old.get(name)))
      .map(([name]) => `the parameter ${name} became required`),
  ];
}

function bodyBreaks(before: Operation, after: Operation, schemas: SchemaPair): string[] {
  if (before.requestBody === undefined) return after.requestBody === undefined ? [] : ["a body became required"];
  return Object.entries(before.requestBody.content).flatMap(([type, { schema }]) => {
    const successor = after.requestBody?.content[type];
    return successor === undefined
      ? [`bodies of ${type} are not taken any more`]
      : schemas.request(schema, successor.schema, "body");
  });
}

const isGood = (status: string) => Number(status) < 300;

function answerBreaks(before: Operation, after: Operation, schemas: SchemaPair): string[] {
  return Object.entries(before.responses).flatMap(([status, answer]) => {
    const successor = after.responses[status];
    if (successor === undefined) return [`it does not answer ${status} any more`];
    return isGood(status) ? contentBreaks(answer, successor, schemas) : [];
  });
}

function contentBreaks(before: Answer, after: Answer, schemas: SchemaPair): string[] {
  const headers = Object.keys(before.headers ?? {}).filter((name) => after.headers?.[name] === undefined);
  const contents = Object.entries(before.content ?? {}).flatMap(([type, { schema }]): string[] => {
    const successor: { schema: JsonSchema } | undefined = after.content?.[type];
    return successor === undefined
      ? [`it does not answer ${type} any more`]
      : schemas.answer(schema, successor.schema, "answer");
  });
  return [...headers.map((name) => `the header ${name} is gone`), ...contents];
}
