import { makeProblem, Problem } from "../errors/problem.ts";
import { PROBLEMS, type ProblemCode } from "../errors/problem-codes.ts";
import { ROUTE_TAGS, type Route, type RouteTag } from "../routes/route.ts";
import { routes } from "../routes/routes.ts";
import type { OpenApiDocument } from "./document.ts";
import { operationOf, pathOf } from "./operation.ts";
import { Schemas } from "./schemas.ts";
import { shareAnswers } from "./share-answers.ts";

const TAGS: Record<RouteTag, string> = {
  network: "The network, and the contract's events.",
  chain:
    "The chain itself, for those who can't speak to its nodes: balances, ticks, transactions, the contract's functions.",
  jobs: "Jobs, their attempts, logs, artifacts and receipts.",
  providers: "Providers and what they offer.",
  models: "Published models.",
  blobs: "Bytes by their SHA-256.",
  transactions: "Transactions that went through the hub.",
  statistics: "Sums for dashboards and charts.",
  account: "Signing in, sessions, API keys.",
  webhooks: "Events delivered to an address.",
  operator: "For whoever runs the hub.",
  agents: "For providers' machines.",
};

const DESCRIPTION = `The API of a Qubix hub. Amounts are QU as decimal strings, times are milliseconds since 1970.

Errors are problem documents (RFC 9457) with a stable \`code\`, what to do next in \`hint\`, and the \`requestId\`. Lists have
opaque cursors, repeated in \`Link\` headers. Parameters and members of bodies that are not named here are refused; answers
may gain members and values, so clients ignore what they don't know. WebSocket: \`/api/v1/live\`.`;

let made: OpenApiDocument | undefined;

/** The OpenAPI 3.1 document of all routes. Made once. */
export function openApiDocument(): OpenApiDocument {
  made ??= make();
  return made;
}

function make(): OpenApiDocument {
  const schemas = new Schemas();
  schemas.ofJson(Problem);
  const paths: OpenApiDocument["paths"] = {};
  for (const [name, route] of Object.entries(routes) as [string, Route][]) {
    const path = pathOf(route);
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(name, route, schemas) };
  }
  const responses = shareAnswers(paths);
  const sorted = Object.entries(schemas.components).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    openapi: "3.1.1",
    info: {
      title: "Qubix hub",
      version: "1.0.0",
      description: DESCRIPTION,
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/", description: "The hub that serves this document." }],
    tags: ROUTE_TAGS.map((name) => ({ name, description: TAGS[name] })),
    paths,
    components: {
      schemas: Object.fromEntries(sorted),
      securitySchemes,
      headers,
      parameters,
      responses,
      examples: problemExamples(),
    },
  };
}

function problemExamples(): OpenApiDocument["components"]["examples"] {
  const codes = Object.keys(PROBLEMS) as ProblemCode[];
  return Object.fromEntries(codes.map((code) => [code, { value: makeProblem(code) }]));
}

const securitySchemes = {
  signature: {
    type: "http",
    scheme: "Qubic",
    description: "`Qubic v1 identity=…,time=…,nonce=…,signature=…`: this very request, signed with the identity's key.",
  },
  session: { type: "http", scheme: "bearer", bearerFormat: "JWT", description: "Access token of a session." },
  apiKey: { type: "http", scheme: "bearer", description: "An API key (`qbx_…`) that has the scope named." },
};

const text = { type: "string" };
const headers = {
  RequestId: { description: "Names this request in logs and problem documents.", schema: text },
  RateLimit: { description: 'What is left: `"reads";r=<requests>;t=<seconds until it is reset>`.', schema: text },
  RateLimitPolicy: { description: 'The limit: `"reads";q=<requests>;w=<seconds>`.', schema: text },
  RetryAfter: { description: "Seconds to wait.", schema: { type: "integer", minimum: 0 } },
  ETag: { description: "Send it as `If-None-Match` to get 304 while nothing has changed.", schema: text },
  Link: { description: 'Addresses of the next page (`rel="next"`) and of the first (`rel="first"`).', schema: text },
  IdempotencyReplayed: {
    description: "`true` where this is the answer to an earlier request with the same key.",
    schema: { type: "string", const: "true" },
  },
};

const parameters = {
  IdempotencyKey: {
    name: "Idempotency-Key",
    in: "header" as const,
    description:
      "A new one for each new request, the same for each repeat of it: done once, answered the same for a day.",
    schema: { type: "string", pattern: "^[A-Za-z0-9._~:-]{8,128}$" },
  },
  RequestId: {
    name: "X-Request-Id",
    in: "header" as const,
    description: "A name for this request; others than these are replaced.",
    schema: { type: "string", pattern: "^[A-Za-z0-9._-]{8,64}$" },
  },
};
