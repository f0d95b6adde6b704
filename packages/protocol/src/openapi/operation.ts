import { STATUS_CODES } from "node:http";
import { PROBLEM_MEDIA_TYPE } from "../errors/problem.ts";
import { PROBLEMS, type ProblemCode } from "../errors/problem-codes.ts";
import { API_PREFIX, keepsAnswer, type Route } from "../routes/route.ts";
import { problemsOf } from "../routes/route-problems.ts";
import type { Answer, Media, Operation, Parameter } from "./document.ts";
import { exampleOf, NO_EXAMPLE } from "./example-of.ts";
import type { Schemas } from "./schemas.ts";

const OCTETS = { "application/octet-stream": { schema: { type: "string", format: "binary" } } };

/** `/jobs/:key` as OpenAPI writes it, with the prefix. */
export const pathOf = ({ path }: Route): string => API_PREFIX + path.replace(/:(\w+)/g, "{$1}");

/** What a route is in an OpenAPI document. */
export function operationOf(name: string, route: Route, schemas: Schemas): Operation {
  const problems = problemsOf(route);
  const parameters = [
    ...parametersOf(route, "path", schemas),
    ...parametersOf(route, "query", schemas),
    ...(keepsAnswer(route) ? [{ $ref: "#/components/parameters/IdempotencyKey" }] : []),
    { $ref: "#/components/parameters/RequestId" },
  ];
  return {
    operationId: name,
    tags: [route.tag],
    summary: route.summary,
    security: securityOf(route),
    parameters,
    ...(route.body !== undefined && {
      requestBody: {
        required: true,
        content: route.body === "binary" ? OCTETS : jsonContent("application/json", route.body, schemas),
      },
    }),
    responses: { [route.status]: goodAnswer(route, schemas), ...badAnswers(route, problems) },
    "x-problems": problems.toSorted(),
  };
}

function parametersOf(route: Route, place: "path" | "query", schemas: Schemas): Parameter[] {
  const shape = (place === "path" ? route.params : route.query)?.shape ?? {};
  return Object.entries(shape).map(([name, schema]) => {
    const converted = schemas.ofParameter(schema as never);
    const isOptional =
      place === "query" && (schema as { safeParse(v: unknown): { success: boolean } }).safeParse(undefined).success;
    return {
      name,
      in: place,
      ...(!isOptional && { required: true }),
      ...(converted.type === "array" && { style: "form" as const, explode: false }),
      schema: converted,
    };
  });
}

/** Alternatives: any one of them will do; `{}` is none at all. */
function securityOf({ auth, scope }: Route): Operation["security"] {
  const program = scope === undefined ? [] : [{ apiKey: [scope] }];
  switch (auth) {
    case "none":
      return [{}, { signature: [] }, { session: [] }, ...program];
    case "provider":
      return [{ signature: [] }];
    case "account":
    case "operator":
      return [{ signature: [] }, { session: [] }, ...program];
  }
}

function jsonContent(type: string, schema: Parameters<Schemas["ofJson"]>[0], schemas: Schemas): Record<string, Media> {
  const converted = schemas.ofJson(schema);
  const example = exampleOf(converted, schemas.components);
  return { [type]: { schema: converted, ...(example !== NO_EXAMPLE && { example }) } };
}

const header = (name: string) => ({ $ref: `#/components/headers/${name}` });
const RATES = { RateLimit: header("RateLimit"), "RateLimit-Policy": header("RateLimitPolicy") };

function goodAnswer(route: Route, schemas: Schemas): Answer {
  const isJson = typeof route.response === "object";
  return {
    description: STATUS_CODES[route.status] ?? "Done",
    headers: {
      "X-Request-Id": header("RequestId"),
      ...RATES,
      ...(isJson && route.method === "GET" && { ETag: header("ETag") }),
      ...(route.paged && { Link: header("Link") }),
      ...(keepsAnswer(route) && { "Idempotency-Replayed": header("IdempotencyReplayed") }),
    },
    ...(route.response === "binary" && { content: OCTETS }),
    ...(route.response === "event-stream" && { content: { "text/event-stream": { schema: { type: "string" } } } }),
    ...(typeof route.response === "object" && { content: jsonContent("application/json", route.response, schemas) }),
  };
}

function badAnswers(route: Route, problems: readonly ProblemCode[]): Record<string, Answer> {
  const answers: Record<string, Answer> = {};
  if (route.method === "GET" && typeof route.response === "object")
    answers[304] = { description: "Not changed since `If-None-Match`." };
  for (const status of [...new Set(problems.map((code) => PROBLEMS[code].status))].sort((a, b) => a - b)) {
    const codes = problems.filter((code) => PROBLEMS[code].status === status).toSorted();
    answers[status] = {
      description: codes.map((code) => `\`${code}\`: ${PROBLEMS[code].title}.`).join(" "),
      headers: {
        "X-Request-Id": header("RequestId"),
        ...(status === 429 && { ...RATES, "Retry-After": header("RetryAfter") }),
        ...(codes.includes("IDEMPOTENCY_IN_PROGRESS") && { "Retry-After": header("RetryAfter") }),
      },
      content: {
        [PROBLEM_MEDIA_TYPE]: {
          schema: { $ref: "#/components/schemas/Problem" },
          examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
        },
      },
    };
  }
  return answers;
}
