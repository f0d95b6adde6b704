import { API_PREFIX, type Route } from "@qubix/protocol";
import type { Express, Request, Response } from "express";
import { Problem } from "../../problem.ts";

/** After all routes: other methods at their addresses get 405 with `Allow`, all other addresses 404. */
export function refuseOthers(app: Express, mounted: readonly Pick<Route, "method" | "path">[]): void {
  const methods = new Map<string, Set<string>>();
  for (const { path, method } of mounted) {
    const known = methods.get(path) ?? new Set(["OPTIONS"]);
    methods.set(path, known.add(method));
    if (method === "GET") known.add("HEAD");
  }
  for (const [path, known] of methods) {
    const allow = [...known].sort().join(", ");
    app.all(API_PREFIX + path, (request: Request, response: Response) => {
      response.set("Allow", allow);
      if (request.method !== "OPTIONS") {
        throw new Problem("METHOD_NOT_ALLOWED", `${request.method} is not offered here; ${allow} are.`);
      }
      response.status(204).end();
    });
  }
  app.use((request: Request) => {
    throw new Problem("NOT_FOUND", `${request.method} ${request.path} is not offered.`);
  });
}
