import { randomUUID } from "node:crypto";
import type { NextFunction, Request, Response } from "express";
import { runInScope } from "../../observe/request-scope.ts";

/** What a client may call its request: it ends up in logs and problem documents. */
const WELL_FORMED = /^[A-Za-z0-9._-]{8,64}$/;

/** Gives each request an id (the client's `X-Request-Id` where it is well-formed) and serves it within that scope. */
export function identifyRequest(request: Request, response: Response, next: NextFunction): void {
  const named = request.get("X-Request-Id");
  const requestId = named !== undefined && WELL_FORMED.test(named) ? named : randomUUID();
  response.set("X-Request-Id", requestId);
  runInScope({ requestId }, next);
}
