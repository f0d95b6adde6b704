import { describe, expect, it } from "vitest";
import type { JsonSchema, OpenApiDocument, Operation } from "./document.ts";
import { findBreaks } from "./find-breaks.ts";
import { openApiDocument } from "./open-api-document.ts";

const published = (): OpenApiDocument => structuredClone(openApiDocument());
const jobs = (document: OpenApiDocument) => document.paths["/api/v1/jobs"]!;
const schema = (document: OpenApiDocument, name: string) => document.components.schemas[name]!;
const body = ({ post }: Record<string, Operation>) => post!.requestBody!.content["application/json"]!.schema;
const answer = (operation: Operation) =>
  operation.responses[operation.responses[200] ? 200 : 202]!.content!["application/json"]!;

/** What is found when this is changed. */
function after(change: (document: OpenApiDocument) => void): string[] {
  const changed = published();
  change(changed);
  return findBreaks(published(), changed);
}

describe("breaks are found", () => {
  const cases: [string, (document: OpenApiDocument) => void, RegExp][] = [
    ["a route gone", (d) => void delete d.paths["/api/v1/jobs"]!.get, /GET \/api\/v1\/jobs is gone/],
    ["a path gone", (d) => void delete d.paths["/api/v1/network"], /network is gone/],
    [
      "a route renamed",
      (d) => {
        jobs(d).get!.operationId = "jobs";
      },
      /name listJobs became jobs/,
    ],
    [
      "another status",
      (d) => {
        const { responses } = jobs(d).post!;
        responses[200] = responses[202]!;
        delete responses[202];
      },
      /does not answer 202/,
    ],
    ["a problem gone", (d) => void jobs(d).post!["x-problems"].shift(), /the problem \w+ is gone/],
    [
      "fewer ways to sign in",
      (d) => {
        jobs(d).get!.security = [{ session: [] }];
      },
      /no longer enough/,
    ],
    ["a parameter gone", (d) => void jobs(d).get!.parameters!.shift(), /the parameter query limit is gone/],
    [
      "a parameter required",
      (d) => {
        (jobs(d).get!.parameters![0] as { required?: boolean }).required = true;
      },
      /query limit became required/,
    ],
    [
      "a new required parameter",
      (d) => {
        jobs(d).get!.parameters!.push({ name: "when", in: "query", required: true, schema: { type: "string" } });
      },
      /query when became required/,
    ],
    [
      "a smaller bound",
      (d) => {
        (jobs(d).get!.parameters![0] as { schema: JsonSchema }).schema.maximum = 100;
      },
      /query limit: maximum/,
    ],
    ["an enum's value refused", (d) => void schema(d, "JobState").enum!.splice(0, 1), /"submitted" does not fit/],
    [
      "a new required member",
      (d) => {
        const spec = body(jobs(d));
        spec.properties!.priority = { type: "integer" };
        spec.required!.push("priority");
      },
      /body.priority became required/,
    ],
    ["a request's member gone", (d) => void delete body(jobs(d)).properties!.transactions, /body.transactions is gone/],
    [
      "a request's type changed",
      (d) => {
        schema(d, "SpecLimits").properties!.memoryMiB = { type: "string" };
      },
      /memoryMiB was integer and is string/,
    ],
    [
      "a request's pattern changed",
      (d) => {
        schema(d, "BlobDigest").pattern = "^sha512:";
      },
      /pattern/,
    ],
    ["a kind of job gone", (d) => void schema(d, "JobSpec").oneOf!.pop(), /"onnx" does not fit|runtime|model/],
    [
      "a media type gone",
      (d) => {
        jobs(d).post!.requestBody!.content = { "text/plain": { schema: {} } };
      },
      /bodies of application\/json/,
    ],
    [
      "a body required",
      (d) => {
        jobs(d).get!.requestBody = jobs(d).post!.requestBody!;
      },
      /a body became required/,
    ],
    ["an answer's member gone", (d) => void delete schema(d, "JobSummary").properties!.escrow, /escrow is gone/],
    ["an answer's member optional", (d) => void schema(d, "JobSummary").required!.shift(), /key may be missing now/],
    [
      "an answer's type changed",
      (d) => {
        schema(d, "JobSummary").properties!.escrow = { type: "integer" };
      },
      /escrow was string and is integer/,
    ],
    ["an answer's header gone", (d) => void delete jobs(d).get!.responses[200]!.headers!.Link, /header Link is gone/],
    [
      "an answer's item changed",
      (d) => {
        answer(jobs(d).get!).schema.properties!.items!.items = { type: "string" };
      },
      /items.\[\]/,
    ],
  ];
  it.each(cases)("%s", (_, change, message) => {
    expect(after(change).join("\n")).toMatch(message);
  });
});

it("lets the API grow", () => {
  const grown = after((document) => {
    document.paths["/api/v1/new"] = jobs(document);
    const { get } = jobs(document);
    get!.parameters!.push({ name: "more", in: "query", schema: { type: "string" } });
    (get!.parameters![0] as { schema: JsonSchema }).schema.maximum = 1_000;
    get!["x-problems"].push("NEW_PROBLEM");
    get!.responses[418] = { description: "new" };
    schema(document, "JobSummary").properties!.more = { type: "string" };
    schema(document, "JobSummary").required!.push("more");
    schema(document, "AttemptState").enum!.push("new");
    schema(document, "SpecLimits").properties!.more = { type: "string" };
  });
  expect(grown).toEqual([]);
});
