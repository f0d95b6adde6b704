import type { Route } from "@qubix/protocol";
import type { Request } from "express";
import { Problem } from "../../problem.ts";

/** The parameters that the route names; any other is a mistake that should not pass silently. @throws Problem, ZodError */
export function readQuery(request: Request, route: Route): Record<string, unknown> {
  const known = Object.keys(route.query?.shape ?? {});
  const unknown = Object.keys(request.query).filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    const names = known.length === 0 ? "It takes none." : `It takes ${known.join(", ")}.`;
    const shown = unknown.slice(0, 10).map((name) => name.slice(0, 64));
    throw new Problem("INVALID_REQUEST", `This route has no parameter ${JSON.stringify(shown[0])}. ${names}`, {
      unknown: shown,
    });
  }
  return route.query?.parse(request.query) ?? {};
}
