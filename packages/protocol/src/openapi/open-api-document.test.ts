import { readFileSync } from "node:fs";
import { validate } from "@readme/openapi-parser";
import { describe, expect, it } from "vitest";
import type { Route } from "../routes/route.ts";
import { routes } from "../routes/routes.ts";
import type { Media, OpenApiDocument } from "./document.ts";
import { findBreaks } from "./find-breaks.ts";
import { openApiDocument } from "./open-api-document.ts";
import { pathOf } from "./operation.ts";
import { referencePage } from "./reference-page.ts";

const all = Object.entries(routes) as [string, Route][];
const operationOf = (route: Route) => openApiDocument().paths[pathOf(route)]![route.method.toLowerCase()]!;

describe("the OpenAPI document", () => {
  it("is valid OpenAPI 3.1", async () => {
    const result = await validate(structuredClone(openApiDocument()) as never);
    expect(result).toMatchObject({ valid: true });
  });

  it("has every route once, under its name", () => {
    const names = Object.values(openApiDocument().paths).flatMap((methods) => Object.values(methods));
    expect(names.map(({ operationId }) => operationId).toSorted()).toEqual(all.map(([name]) => name).toSorted());
  });

  it.each(all)("has examples of %s that the route itself takes", (_, route) => {
    const operation = operationOf(route);
    const media = (content: Record<string, Media> | undefined) => content?.["application/json"];
    const request = media(operation.requestBody?.content);
    if (request?.example !== undefined && typeof route.body === "object") route.body.parse(request.example);
    const good = media(operation.responses[route.status]?.content);
    if (good?.example !== undefined && typeof route.response === "object") route.response.parse(good.example);
  });

  it("promises no closed answers: they may grow", () => {
    const { schemas } = openApiDocument().components;
    for (const [name, route] of all) {
      const { content } = operationOf(route).responses[route.status]!;
      const schema = content?.["application/json"]?.schema;
      const target = schema?.$ref ? schemas[schema.$ref.split("/").at(-1)!] : schema;
      expect(target?.additionalProperties, name).not.toBe(false);
    }
  });
});

describe("what was published", () => {
  const read = (file: string) => readFileSync(new URL(file, import.meta.url), "utf8");

  it("still holds (npm run api:publish adds what is new)", () => {
    const published = JSON.parse(read("../routes/published/v1.json")) as OpenApiDocument;
    expect(findBreaks(published, openApiDocument())).toEqual([]);
  });

  it("is what docs/api.md tells (npm run api:publish writes it)", () => {
    expect(read("../../../../docs/api.md")).toBe(referencePage(openApiDocument()));
  });
});
