import { createHash } from "node:crypto";
import { API_PREFIX } from "@qubix/protocol";
import { openApiDocument } from "@qubix/protocol/openapi";
import type { Request, Response } from "express";
import { sendTagged } from "../http/send-tagged.ts";
import type { Api } from "../mount-route.ts";
import { referenceHtml, STYLE } from "./reference-html.ts";

/** The OpenAPI document and the reference page. Both are made at the first request and stay the same. */
export function mountDocs({ app, mounted }: Pick<Api, "app" | "mounted">): void {
  const openApi = once(() => JSON.stringify(openApiDocument()));
  const page = once(() => referenceHtml(openApiDocument()));
  const style = createHash("sha256").update(STYLE).digest("base64");

  app.get(`${API_PREFIX}/openapi.json`, (request: Request, response: Response) => {
    response.set("Cache-Control", "public, no-cache").type("application/json");
    sendTagged(request, response, openApi());
  });
  app.get(`${API_PREFIX}/docs`, (request: Request, response: Response) => {
    response.set({
      "Cache-Control": "public, no-cache",
      "Content-Security-Policy": `default-src 'none'; style-src 'sha256-${style}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    });
    sendTagged(request, response.type("text/html"), page());
  });
  mounted.push({ method: "GET", path: "/openapi.json" }, { method: "GET", path: "/docs" });
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
